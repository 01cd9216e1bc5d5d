import { counted } from '../run/verdict';
import type { OrgCheckReport } from './check-org';
import type { Finding, FindingState } from './finding';

/** A finding, or the verdict over all of them, as a line that a person reads; nothing is empty but what there is nothing to say of. */
export interface CheckRow {
	readonly whatToDo: string;
	readonly check: string;
	readonly state: FindingState;
	readonly what: string;
	/** API names, with commas. */
	readonly names: string;
	/** Of the whole check as JSON text; in the first row only. */
	readonly details: string;
}

/** The worst first; what could not be found out may hide the worst of all, so it comes before mere warnings. */
const bySeverity: readonly FindingState[] = ['missing', 'unknown', 'warning', 'ok'];

/** The verdict with the first thing to do, then the findings by severity, what is well last. */
export function checkRows(report: OrgCheckReport): CheckRow[] {
	const findings = bySeverity.flatMap((state) => report.findings.filter((finding) => finding.state === state));
	return [verdictRow(report, findings[0]), ...findings.map(toRow)];
}

/** How the check came out, in one sentence with numbers. */
export function checkSentence({ org, sObject, states, isReady }: OrgCheckReport): string {
	const parts = [
		states.missing > 0 && `${counted(states.missing, 'thing')} missing`,
		states.unknown > 0 && `${counted(states.unknown, 'check')} left open`,
		states.warning > 0 && counted(states.warning, 'warning'),
		states.ok > 0 && `${states.ok} as it should be`,
	].filter(Boolean);
	const verdict = isReady ? 'ready' : 'not ready';
	return `${sObject} in ${org.name} (${org.isSandbox ? 'sandbox' : 'production'}) is ${verdict}: ${parts.join(', ')}`;
}

function verdictRow(report: OrgCheckReport, worst: Finding | undefined): CheckRow {
	const { findings: _findings, ...rest } = report;
	const first = worst?.whatToDo === undefined ? 'Nothing has to be done.' : `First: ${worst.whatToDo}`;
	return {
		whatToDo: first,
		check: 'verdict',
		state: worst?.state ?? 'ok',
		what: `${checkSentence(report)}; ${counted(report.calls, 'API call')}.`,
		names: '',
		details: JSON.stringify(rest),
	};
}

function toRow({ check, state, what, whatToDo, names }: Finding): CheckRow {
	return { whatToDo: whatToDo ?? '', check, state, what, names: (names ?? []).join(', '), details: '' };
}
