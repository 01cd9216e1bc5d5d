import { readFileSync } from 'node:fs';
import { coverageFile, coverageText } from './coverage';
import { startTestProviders, ask } from './test-providers';
import { vendors } from './vendors';

describe('coverage.md', () => {
	it('is what the generator writes', () => {
		expect(readFileSync(coverageFile, 'utf8')).toBe(coverageText());
	});

	it('has exactly the routes that the server has', () => {
		const rows = readFileSync(coverageFile, 'utf8').matchAll(/^\| `((?:GET|POST) [^`]+)` \|/gm);
		const routes = vendors.flatMap((vendor) => vendor.routes.map(({ method, path }) => `${method} ${path}`));
		expect([...rows].map(([, route]) => route)).toEqual(routes);
	});

	it('says of every vendor what is left out', () => {
		expect(coverageText()).not.toContain('Left out: undefined');
	});
});

describe('a path that no vendor has', () => {
	it('is refused in words of the vendor, or of nobody', async () => {
		const providers = await startTestProviders();
		const seen = await Promise.all(vendors.map(({ id }) => ask(`${providers.url}/${id}/no/such/path`)));
		expect(seen.map(({ status }) => status).filter((status) => status !== 404 && status !== 406)).toEqual([]);
		expect((await ask(`${providers.url}/nobody`)).status).toBe(404);
		await providers.close();
	});
});
