/** Seconds that the clocks of two machines may differ. */
export const CLOCK_LEEWAY = 300;
