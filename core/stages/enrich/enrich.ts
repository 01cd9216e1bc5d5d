import { isEqual, mapValues } from 'lodash';
import { EnrichmentError } from '../../errors';
import { shippedFieldNames } from '../../record/fields';
import { chainHashInputs, matchHashInputs } from '../../record/match-gate';
import type { HashInputs, RecordItem } from '../../record/record-item';
import { mapInTurns } from '../../record/turns';
import type { EnrichRun } from './enrich-run';
import { applyAnswer, applyEmployerChange, applyPlan } from './apply-answer';
import { askProvider } from './ask/ask-provider';
import type { Question } from './ask/question';
import { calibrated } from './calibration';
import { employerChange } from './employer-change';
import { lookUpResult } from './look-up-result';
import { type LookUpPlan, planLookUp } from './plan-look-up';
import { attributesRead } from './propose-values';
import { isMatched, type LookUpAnswer } from './look-up-answer';
import type { EnrichRequest } from './enrich-request';

/** What an answer has to hold to show that a person has moved. */
const employerAttributes = ['first_name', 'last_name', 'company_name', 'company_domain', 'job_started_on'];

/**
 * The records with the provider's proposals and an outcome, in the same order and number. Nothing is written and
 * no work is settled. Throws when no record could be asked for, when the lease is lost, or when canceled.
 */
export async function enrichRecords(
	items: readonly RecordItem[],
	request: EnrichRequest,
	context: EnrichRun | undefined,
	signal?: AbortSignal,
): Promise<RecordItem[]> {
	refuseUselessMappings(request);
	const hashInputs = matchHashInputs(request.inputs);
	const plans = await mapInTurns(items, (item, index) => planLookUp(item, index, request, hashInputs));
	const questions = plans.flatMap((plan, index) => questionOf(plan, items[index]));
	if (questions.length > 0) await noteVersion(request, context);
	const { money } = request;
	const options = {
		wanted: wantedOf(request),
		now: request.clock ?? (() => new Date()),
		signal,
		money,
		tellCost: request.tellCost,
	};
	const answerByKey = await askProvider(request.provider, questions, context, options);
	return await mapInTurns(items, (item, index) => {
		const answer = calibratedAnswer(answerByKey.get(index), request);
		const done = finished(item, plans[index], answer, request, hashInputs);
		request.tell?.(lookUpResult(plans[index], answer, item, done));
		return done;
	});
}

/** An answer whose confidences say how often such values were right, where that has been measured. */
function calibratedAnswer(answer: LookUpAnswer | undefined, { calibration }: EnrichRequest): LookUpAnswer | undefined {
	if (!answer || !calibration || !isMatched(answer)) return answer;
	const { confidence, confidenceOf } = answer;
	return {
		...answer,
		confidence: calibrated(calibration, confidence),
		...(confidenceOf && { confidenceOf: mapValues(confidenceOf, (each) => calibrated(calibration, each)) }),
	};
}

function questionOf(plan: LookUpPlan, { Id: id }: RecordItem): Question[] {
	if (plan.kind !== 'ask') return [];
	return [{ query: plan.query, mappings: plan.mappings, ...(typeof id === 'string' && { recordId: id }) }];
}

/** Lets the run's later selections tell when the provider has become another; a preview asks it too. */
async function noteVersion({ provider: asked, now }: EnrichRequest, context: EnrichRun | undefined): Promise<void> {
	const { id: provider, source = provider, version } = asked;
	if (version === undefined || !context) return;
	const versions = await context.store.loadProviderVersions(context.run);
	const known = versions.find((each) => each.provider === provider && each.source === source);
	const isOther = known !== undefined && known.version !== version;
	await context.store.noteProviderVersion(context.run, {
		provider,
		source,
		version,
		...(isOther && now && { changedAt: now }),
	});
}

/** What the mappings read, and what shows where a person works, where that is told and costs no more. */
function wantedOf({ mappings, tellsEmployerChange, provider }: EnrichRequest): string[] {
	const read = attributesRead(mappings);
	if (!tellsEmployerChange || provider.facts.finds !== 'person') return read;
	const { worstCase } = provider.facts.billing;
	const given = new Set(provider.attributes.map(({ name }) => name));
	const telling = employerAttributes.filter(
		(name) => given.has(name) && !read.includes(name) && isEqual(worstCase([...read, name]), worstCase(read)),
	);
	return [...read, ...telling];
}

function finished(
	item: RecordItem,
	plan: LookUpPlan,
	answer: LookUpAnswer | undefined,
	request: EnrichRequest,
	ownInputs: HashInputs,
): RecordItem {
	const hashInputs = chainHashInputs(item, ownInputs);
	if (plan.kind !== 'ask') return applyPlan(item, plan, hashInputs);
	if (!answer) throw new Error(`Query ${plan.query.key} has no answer although askProvider gives one per key.`);
	const change =
		request.tellsEmployerChange && isMatched(answer) ? employerChange(item, answer, request.inputs) : undefined;
	if (change) {
		const stampedMessage = item[(request.fieldNames ?? shippedFieldNames).message];
		return applyEmployerChange(item, change, request.provider, { hashInputs, stampedMessage });
	}
	return applyAnswer(item, answer, plan.mappings, request.provider, hashInputs);
}

/** A mapping whose source the provider happens to lack is no fault, or one preset could not serve several files. */
function refuseUselessMappings({ mappings, provider }: EnrichRequest): void {
	const known = new Set(provider.attributes.map((attribute) => attribute.name));
	if (mappings.some((mapping) => known.has(mapping.source))) return;
	const asked = mappings.map((mapping) => mapping.source).join(', ') || 'none';
	throw new EnrichmentError(
		'invalid_parameter',
		`No mapping reads an attribute of ${provider.id} (mapped: ${asked}).`,
		{
			remedy: `Map at least one of: ${[...known].join(', ')}.`,
		},
	);
}
