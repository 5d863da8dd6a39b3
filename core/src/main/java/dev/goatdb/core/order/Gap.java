package dev.goatdb.core.order;

import java.util.List;

/**
 * A row of counts that are free, in a run of the process that asks.
 *
 * @param above the levels above
 * @param round the round of the run
 * @param least the least free count
 * @param most the greatest one; below the least where there is none
 */
record Gap(List<Level> above, int round, int least, int most) {
  int room() {
    return most - least + 1;
  }
}
