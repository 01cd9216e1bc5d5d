import type { Auc } from '../measures/ranking';

/** Whether a model says anything reliable at all. */
export type Signal = 'none' | 'weak' | 'usable';

/** Below this even the upper bound of chance is near; ranks would be noise. */
const leastForWeak = 0.55;
const leastForUsable = 0.65;

/** Judged by the lower end of the AUC's interval of 95 %, so that few records are not taken for a good model. */
export function signalOf({ low }: Auc): Signal {
	if (low < leastForWeak) return 'none';
	return low < leastForUsable ? 'weak' : 'usable';
}
