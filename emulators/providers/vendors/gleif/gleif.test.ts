import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders, type Seen } from '../../test-providers';

let providers: ProvidersEmulator;
beforeAll(async () => {
	providers = await startTestProviders();
});
afterAll(() => providers.close());

const get = (path: string): Promise<Seen> => ask(`${providers.urls.gleif}/api/v1/${path}`);
const lei = '529900ACMEROCKETS012';

describe('GLEIF', () => {
	it('answers several LEIs in one request, in pages', async () => {
		const { body, headers } = await get(`lei-records?filter[lei]=${lei},529900UNKNOWN0000000&page[size]=5`);
		expect(body.meta.pagination).toMatchObject({ currentPage: 1, perPage: 5, total: 1, lastPage: 1 });
		expect(body.data[0]).toMatchObject({
			type: 'lei-records',
			id: lei,
			attributes: { entity: { registeredAs: '01234567' }, registration: { status: 'ISSUED' } },
		});
		expect(headers.get('content-type')).toBe('application/vnd.api+json');
	});

	it('finds by name and by number, and nothing with an empty list', async () => {
		expect((await get('lei-records?filter[entity.legalName]=acme%20rockets')).body.data.length).toBe(1);
		expect((await get('lei-records?filter[entity.registeredAs]=01234567')).body.data.length).toBe(1);
		expect((await get('lei-records?filter[entity.legalName]=nobody')).body.data).toEqual([]);
	});

	it('completes a name to LEIs', async () => {
		const { body } = await get('fuzzycompletions?field=entity.legalName&q=acme%20rocket');
		expect(body.data[0].relationships['lei-records'].data.id).toBe(lei);
	});

	it.each([
		['lei-records/529900UNKNOWN0000000', 404],
		['lei-records?filter[shoeSize]=1', 400],
		['lei-records?page[size]=201', 400],
	])('refuses %s with %d', async (path, status) => {
		expect(await get(path)).toMatchObject({ status, body: { errors: [{ status: String(status) }] } });
	});
});
