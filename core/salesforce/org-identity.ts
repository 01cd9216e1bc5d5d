/** Who we are talking to. */
export interface OrgIdentity {
	/** 18 characters. */
	readonly orgId: string;
	readonly name: string;
	readonly isSandbox: boolean;
	/** 18 characters; the user whose name our writes carry. */
	readonly userId: string;
	readonly instanceUrl: string;
}

export interface DailyAllowance {
	/** Calls per rolling 24 hours, for the whole org. */
	readonly max: number;
	readonly remaining: number;
}
