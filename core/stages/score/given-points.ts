/** What a rule gives a record, in whole points other than 0, and why. */
export interface GivenPoints {
	readonly points: number;
	readonly reason: string;
}
