import { createHash } from 'node:crypto';
import type { ReservedRecord } from '../../../store/contract/ledger';
import type { FieldMapping } from '../enrich-request';
import type { EnrichmentProvider, ProviderQuery } from '../provider';

/** A record's question, with what its look-up is counted by. */
export interface Question {
	readonly query: ProviderQuery;
	/** Absent for items that are no records. */
	readonly recordId?: string;
	/** The mappings that are still open. */
	readonly mappings: readonly FieldMapping[];
}

/** A question with the hash of all inputs that change its answer. */
export interface HashedQuestion extends Question {
	readonly hash: string;
	/** Others of this call that ask the very same; they get its answer. */
	readonly same: readonly Question[];
	/** Of an earlier call and not of this one: its answer is kept, and given to nobody. */
	readonly isAbsent?: true;
}

/** What of a question outlives the process that asked it. */
type KeptQuestion = Pick<Question, 'query' | 'mappings'>;

/** A job's question as the ledger keeps it; others are answered before their process ends. */
export function questionToKeep({ facts }: EnrichmentProvider, { query, mappings }: Question): KeptQuestion | undefined {
	return facts.mode === 'job' ? { query, mappings } : undefined;
}

/** The question that the ledger has kept; `undefined` where it has not, or where the person was erased. */
export function absentQuestion({ recordId, inputHash, question }: ReservedRecord): HashedQuestion | undefined {
	if (question === undefined || inputHash === '') return undefined;
	const { query, mappings } = question as KeptQuestion;
	return { query, mappings, hash: inputHash, same: [], isAbsent: true, ...(recordId !== undefined && { recordId }) };
}

/** The hash by which an answer is kept: the provider's version and every input that it uses. */
export function questionHash({ id, version, facts }: EnrichmentProvider, query: ProviderQuery): string {
	const inputs = facts.uses.map((input) => [input, query[input] ?? null]);
	const emails = facts.uses.includes('email') ? (query.emails ?? null) : null;
	return createHash('sha256')
		.update(JSON.stringify(['1', id, version ?? null, inputs, emails]))
		.digest('hex');
}

/** The questions with their hashes; whoever is paid for an answer, or is a stranger, is asked each once. */
export function hashQuestions(provider: EnrichmentProvider, questions: readonly Question[]): HashedQuestion[] {
	const { billing, asksOutside } = provider.facts;
	const isAskedOnce = asksOutside || billing.pools.length > 0;
	const byHash = new Map<string, { question: Question; hash: string; same: Question[] }>();
	for (const question of questions) {
		const hash = questionHash(provider, question.query);
		const known = isAskedOnce ? byHash.get(hash) : undefined;
		if (known) known.same.push(question);
		else byHash.set(isAskedOnce ? hash : `${hash} ${question.query.key}`, { question, hash, same: [] });
	}
	return [...byHash.values()].map(({ question, hash, same }) => ({ ...question, hash, same }));
}

/** As large as the provider takes them, by number and by bytes of their values. */
export function batchesOf({ facts }: EnrichmentProvider, questions: readonly HashedQuestion[]): HashedQuestion[][] {
	const { maxRequestBytes = Infinity } = facts;
	const batches: HashedQuestion[][] = [];
	let bytes = 0;
	for (const question of questions) {
		const size = Buffer.byteLength(JSON.stringify(question.query)) + 1;
		const batch = batches.at(-1);
		if (batch && batch.length < Math.max(1, facts.batchSize) && bytes + size <= maxRequestBytes) {
			batch.push(question);
			bytes += size;
		} else {
			batches.push([question]);
			bytes = envelopeBytes + size;
		}
	}
	return batches;
}

/** What a request has around its queries. */
const envelopeBytes = 1024;
