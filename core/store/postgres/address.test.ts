import { parsePostgresAddress } from './address';

describe('parsePostgresAddress', () => {
	it('uses a schema of its own by default', () => {
		expect(parsePostgresAddress('postgres://n8n:secret@db:5433/store?sslmode=verify-full')).toEqual({
			connectionString: 'postgres://n8n:secret@db:5433/store?sslmode=verify-full',
			schema: 'salesforce_enrichment',
			location: 'postgres://n8n@db:5433/store',
		});
	});

	it('takes the schema out of the address and prints it', () => {
		expect(parsePostgresAddress('postgresql://n8n:secret@db/store?schema=own&sslmode=disable')).toEqual({
			connectionString: 'postgresql://n8n:secret@db/store?sslmode=disable',
			schema: 'own',
			location: 'postgresql://n8n@db/store?schema=own',
		});
	});

	it.each(['', 'Own', '1st', 'a-b', 'a"b', 'x'.repeat(64)])('refuses the schema "%s"', (schema) => {
		const address = `postgres://db/store?schema=${encodeURIComponent(schema)}`;
		expect(() => parsePostgresAddress(address)).toThrow(
			expect.objectContaining({ code: 'store_unavailable', retryable: false }),
		);
	});

	it('does not repeat an address that it cannot read', () => {
		const attempt = () => parsePostgresAddress('postgres://n8n:sec ret@[db/store');
		expect(attempt).toThrow(expect.objectContaining({ code: 'store_unavailable', cause: undefined }));
		expect(attempt).not.toThrow(/sec ret/);
	});
});
