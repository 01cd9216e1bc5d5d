import { createHash } from 'node:crypto';
import { EnrichmentError } from '../../../../errors';
import { binCount } from '../bins/binning';
import { type ModelDocument, modelDocumentSchema } from './model-document';

/** Longest text of a model, in characters: 2,000 trees of 31 leaves fit. */
const maxLength = 30_000_000;
const mostFaults = 10;

/** A model document from JSON text or from the object it holds; throws `invalid_parameter` with what is wrong with it. */
export function parseModel(json: unknown): ModelDocument {
	const parsed = modelDocumentSchema.safeParse(typeof json === 'string' ? objectOf(json) : json);
	if (!parsed.success) {
		throw refusal(parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the document'}: ${message}`));
	}
	const faults = inconsistencies(parsed.data);
	if (faults.length > 0) throw refusal(faults);
	return parsed.data;
}

/** The id that a document's content gives it. */
export function modelIdOf(document: Omit<ModelDocument, 'id'>): string {
	const { name: _name, version: _version, trainedAt: _trainedAt, ...content } = document;
	return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}

function objectOf(text: string): unknown {
	if (text.length > maxLength) throw refusal([`it has ${text.length} characters, and at most ${maxLength} are read`]);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw refusal(['it is no JSON']);
	}
}

function inconsistencies(model: ModelDocument): string[] {
	const faults: string[] = [];
	const { features, scorecard, trees, scoreMap, ranks } = model;
	for (const [at, { bins, woe, shares }] of features.entries()) {
		const count = binCount(bins);
		if (woe.length !== count || shares.length !== count)
			faults.push(`features.${at}: has ${count} bins, but other numbers of weights or shares`);
	}
	if (scorecard && scorecard.coefficients.length !== features.length)
		faults.push('scorecard.coefficients: must be one per feature');
	if (trees && trees.codings.length !== features.length) faults.push('trees.codings: must be one per feature');
	for (const [at, tree] of (trees?.trees ?? []).entries()) {
		if (!isTree(tree, features.length)) faults.push(`trees.trees.${at}: is not a tree over the features`);
	}
	if (scoreMap.hundred <= scoreMap.zero) faults.push('scoreMap: hundred must be above zero');
	if (!(ranks.A >= ranks.B && ranks.B >= ranks.C && ranks.C >= ranks.D)) faults.push('ranks: must fall from A to D');
	return faults;
}

/** Children come after their parent, so that every walk ends. */
function isTree(tree: NonNullable<ModelDocument['trees']>['trees'][number], features: number): boolean {
	const size = tree.feature.length;
	if (size === 0 || Object.values(tree).some((list) => list.length !== size)) return false;
	return tree.feature.every((feature, node) => {
		if (feature === -1) return true;
		const children = [tree.left[node], tree.right[node]];
		const isSplit = Number.isInteger(feature) && feature >= 0 && feature < features && tree.cover[node] > 0;
		return isSplit && children.every((child) => Number.isInteger(child) && child > node && child < size);
	});
}

function refusal(faults: readonly string[]): EnrichmentError {
	const shown = faults.slice(0, mostFaults);
	const more = faults.length > mostFaults ? ` And ${faults.length - mostFaults} more.` : '';
	return new EnrichmentError('invalid_parameter', `The model cannot be used: ${shown.join('; ')}.${more}`, {
		remedy: 'Use a document that Train wrote, unchanged.',
		details: { faults: shown },
	});
}
