/**
 * Seeded properties: {@code Property.check} runs a test with many seeds and names the one that
 * fails; {@code Chance} makes inputs, {@code Histories} whole graphs of commits.
 */
package dev.goatdb.core.property;
