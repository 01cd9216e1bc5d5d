import type { RankPolicy } from '../model/score-map';

/** What is to be learnt, from which outcome, and how. */
export interface TrainRequest {
	readonly name: string;
	readonly version: string;
	readonly kind: 'scorecard' | 'trees';
	readonly basis: 'lead' | 'account';
	/** Field path of the outcome. */
	readonly outcome: string;
	/** Its values that mean won; read off when absent. */
	readonly wins?: readonly string[];
	/** Field path of the moment of the decision; ages count up to it, and the newest records are the test. */
	readonly time?: string;
	/** The records come oldest first, whatever `time` says. */
	readonly isInTimeOrder?: boolean;
	/** Test on records of chance although times are known. */
	readonly isRandomTest?: boolean;
	/** Fields that nothing is to be learnt from. */
	readonly skip?: readonly string[];
	/** Fields that are learnt from although they look like leaks. */
	readonly keep?: readonly string[];
	/** Why fields are known only with the outcome, as the org's field history tells it, by path. */
	readonly knownLeaks?: Readonly<Record<string, string>>;
	/** What people call the fields, by path. */
	readonly labels?: Readonly<Record<string, string>>;
	/** Number fields whose share of wins has to rise or fall all the way. */
	readonly monotone?: Readonly<Record<string, 'rising' | 'falling'>>;
	/** Learn although there are too few records. */
	readonly isForced?: boolean;
	readonly rankPolicy?: RankPolicy;
	readonly hasF?: boolean;
	/** Points of score; 2 unless set. */
	readonly rankMargin?: number;
	/** Keep the model that was tested, in place of one with the same fields that is learnt from the test records too. */
	readonly isTestedModelKept?: boolean;
	readonly seed: number;
	readonly now: Date;
}

/** Salesforce's own floor for a model of one's own: 1,000 leads, 120 of them converted (help.salesforce.com, Einstein Lead Scoring). */
export const leastRecords = 1_000;
export const leastWins = 120;

/** Share of the records that the model is tested on. */
export const testShare = 0.3;
