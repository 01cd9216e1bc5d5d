import type { IExecuteFunctions } from 'n8n-workflow';
import { type Pace, paceOf } from '../../core/stages/score/predictive/pace';

const words: Readonly<Record<string, string>> = {
	values: 'reading values',
	bins: 'cutting values into bins',
	trees: 'growing trees',
};
/** Whoever watches wants to see that it goes on, and no flood. */
const leastStep = 0.1;

/** A pace that says how far it is in the browser of whoever runs the workflow by hand, and stops when the execution is cancelled. */
export function nodePace(this: IExecuteFunctions): Pace {
	let last = '';
	const say = (step: string, share: number): void => {
		const reached = `${step} ${Math.floor(share / leastStep)}`;
		if (reached === last) return;
		last = reached;
		// Outside of an execution by hand there is nobody to tell.
		this.sendMessageToUI?.(`${this.getNode().name}: ${words[step] ?? step}, ${Math.round(share * 100)} %`);
	};
	return paceOf(say, this.getExecutionCancelSignal());
}
