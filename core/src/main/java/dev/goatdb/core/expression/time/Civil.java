package dev.goatdb.core.expression.time;

/**
 * A day of the Gregorian calendar, also before it was introduced.
 *
 * <p>Years are counted from 1 March here, so that the day that leap years have is the last one.
 *
 * @param month 1 to 12
 * @param day 1 to 31
 */
record Civil(int year, int month, int day) {
  /** The days from 0000-03-01 to 1970-01-01. */
  private static final int TO_EPOCH = 719_468;

  private static final int DAYS_OF_400_YEARS = 146_097;
  private static final int DAYS_OF_100_YEARS = 36_524;
  private static final int DAYS_OF_4_YEARS = 1_461;

  /** The day that is so many days after 1970-01-01; from year 0 on. */
  static Civil of(int daysSinceEpoch) {
    int days = daysSinceEpoch + TO_EPOCH;
    int era = Math.floorDiv(days, DAYS_OF_400_YEARS);
    int ofEra = days - era * DAYS_OF_400_YEARS;
    int century = Math.min(ofEra / DAYS_OF_100_YEARS, 3);
    int ofCentury = ofEra - century * DAYS_OF_100_YEARS;
    int four = ofCentury / DAYS_OF_4_YEARS;
    int ofFour = ofCentury - four * DAYS_OF_4_YEARS;
    int single = Math.min(ofFour / 365, 3);
    int ofYear = ofFour - single * 365;
    int fromMarch = (5 * ofYear + 2) / 153;
    int day = ofYear - beforeMonth(fromMarch) + 1;
    int year = era * 400 + century * 100 + four * 4 + single;
    return fromMarch < 10
        ? new Civil(year, fromMarch + 3, day)
        : new Civil(year + 1, fromMarch - 9, day);
  }

  /**
   * The days before a month, counted from March as 0: the months' lengths repeat 31 30 31 30 31.
   */
  private static int beforeMonth(int fromMarch) {
    return (153 * fromMarch + 2) / 5;
  }

  /** How many days this is after 1970-01-01. */
  int daysSinceEpoch() {
    int years = month < 3 ? year - 1 : year;
    int leaps = Math.floorDiv(years, 4) - Math.floorDiv(years, 100) + Math.floorDiv(years, 400);
    return 365 * years + leaps + beforeMonth((month + 9) % 12) + day - 1 - TO_EPOCH;
  }

  /** Whether there is such a day. */
  boolean exists() {
    return month >= 1 && month <= 12 && day >= 1 && of(daysSinceEpoch()).day == day;
  }

  /** The day of the year, from 0. */
  int dayOfYear() {
    return daysSinceEpoch() - new Civil(year, 1, 1).daysSinceEpoch();
  }
}
