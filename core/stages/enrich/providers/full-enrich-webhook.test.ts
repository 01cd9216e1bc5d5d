import { createHmac } from 'node:crypto';
import { readFullEnrichWebhook } from './full-enrich-webhook';

const apiKey = 'key-of-the-workspace';
const finished = JSON.stringify({ id: 'job-1', status: 'FINISHED', cost: { credits: 3 }, data: [] });

function signed(body: string, key = apiKey): string {
	return createHmac('sha1', key).update(body).digest('hex');
}

describe('readFullEnrichWebhook', () => {
	it('tells which job has ended', () => {
		expect(readFullEnrichWebhook(finished, signed(finished), apiKey)).toEqual({
			kind: 'rung',
			jobId: 'job-1',
			isOver: true,
		});
	});

	it('tells that one of a job’s people is done while the job goes on', () => {
		const body = JSON.stringify({ id: 'job-1', status: 'IN_PROGRESS' });
		expect(readFullEnrichWebhook(body, signed(body), apiKey)).toMatchObject({ kind: 'rung', isOver: false });
	});

	it('takes the signature in capitals, and umlauts as they were sent', () => {
		const body = '{"id":"job-ü","status":"FINISHED"}';
		expect(readFullEnrichWebhook(body, signed(body).toUpperCase(), apiKey)).toMatchObject({ jobId: 'job-ü' });
	});

	it.each<[string, string, string | undefined, string]>([
		['no signature', finished, undefined, apiKey],
		['an empty one', finished, '', apiKey],
		['one that is too short', finished, signed(finished).slice(2), apiKey],
		['one of another key', finished, signed(finished, 'other'), apiKey],
		['one of another body', `${finished} `, signed(finished), apiKey],
		['no key to check it with', finished, signed(finished, ''), ''],
		['no job', '{}', signed('{}'), apiKey],
		['no JSON', 'job-1', signed('job-1'), apiKey],
	])('refuses a call with %s', (_meaning, body, signature, key) => {
		expect(readFullEnrichWebhook(body, signature, key).kind).toBe('refused');
	});
});
