import { partition } from 'lodash';
import { counted, formatCount } from '../../run/verdict';
import type { SObjectDescription } from '../../salesforce/schema';
import { errorWords, rejectionWords } from './told';
import type { WriteOutcome } from '../../changes/settle/verdicts';
import type { WriteReport } from '../../changes/write-report';

type Labels = Pick<SObjectDescription, 'fieldByName'>;

/** Enough to tell two runs apart; all of it is in the item. */
const digestShown = 16;

/** So many reasons are named; who wants the others looks at the rejected records. */
const mostReasons = 5;

/** What a write did, or in a dry run would do, in one sentence with numbers; no part of it is about nothing. */
export function writeSentence(report: WriteReport, isDryRun: boolean, labels: Labels): string {
	const { outcomes, stopReason, ledToSurvivors = 0 } = report;
	const written = outcomes.filter(({ status }) => status === 'written');
	const changing = written.filter(({ changes }) => changes.length > 0);
	const parts = [
		...changeParts(changing, isDryRun),
		partlyPart(written, labels),
		rejectedPart(
			outcomes.filter(({ status }) => status === 'rejected'),
			labels,
		),
		countPart(written.length - changing.length, 'unchanged'),
		ledToSurvivors > 0
			? `${counted(ledToSurvivors, 'key')} of merged records led to the records that stayed, so nothing was created for them`
			: '',
	].filter((part) => part !== '');
	const [first = 'nothing to do', ...rest] = parts;
	const fingerprint =
		isDryRun && changing.length > 0 ? `. Fingerprint of all changes: ${report.digest.slice(0, digestShown)}` : '';
	const said = `${[isDryRun ? `Dry run, nothing was written: ${first}` : capitalized(first), ...rest].join('; ')}${fingerprint}`;
	return stopReason === undefined
		? said
		: `${said}. The write was stopped; what it had not reached is left to a later run: ${stopReason}`;
}

function changeParts(changing: readonly WriteOutcome[], isDryRun: boolean): string[] {
	const [kept, sent] = partition(changing, ({ item }) => item._enrichment?.outcome === 'staged');
	const created = sent.filter(({ isCreation }) => isCreation);
	const changed = sent.filter(({ isCreation }) => !isCreation);
	return [
		changed.length > 0 &&
			`${isDryRun ? 'would change' : 'changed'} ${fieldsOf(changed)} of ${counted(changed.length, 'record')}`,
		created.length > 0 &&
			`${isDryRun ? 'would create' : 'created'} ${counted(created.length, 'record')} with ${fieldsOf(created)}`,
		kept.length > 0 && `kept ${fieldsOf(kept)} of ${counted(kept.length, 'record')} for the end of the run`,
	].filter((part) => part !== false);
}

function partlyPart(written: readonly WriteOutcome[], labels: Labels): string {
	const partly = written.filter(({ errors }) => errors.length > 0);
	if (partly.length === 0) return '';
	return `${formatCount(partly.length)} only in part: ${reasons(partly.map(({ errors }) => errorWords(errors, labels)))}`;
}

function rejectedPart(rejected: readonly WriteOutcome[], labels: Labels): string {
	if (rejected.length === 0) return '';
	return `${formatCount(rejected.length)} rejected: ${reasons(rejected.map((outcome) => rejectionWords(outcome, labels)))}`;
}

function countPart(count: number, what: string): string {
	return count > 0 ? `${formatCount(count)} ${what}` : '';
}

/** The most frequent first, each with its number of records. */
function reasons(wordsByRecord: ReadonlyArray<readonly string[]>): string {
	const counts = new Map<string, number>();
	for (const word of wordsByRecord.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
	const sorted = [...counts].sort(([, a], [, b]) => b - a);
	const named = sorted.slice(0, mostReasons).map(([word, count]) => `${word} (${formatCount(count)})`);
	const others = sorted.length - named.length;
	return [...named, ...(others > 0 ? [counted(others, 'further reason')] : [])].join(', ');
}

function fieldsOf(outcomes: readonly WriteOutcome[]): string {
	return counted(
		outcomes.reduce((sum, { changes }) => sum + changes.length, 0),
		'field',
	);
}

function capitalized(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
