/** The machine's clock; the only place where the pack reads it. */
export function systemClock(): Date {
	return new Date();
}
