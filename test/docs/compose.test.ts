import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { planStoreLocation } from '../../core/store/store-location';

interface Service {
	readonly image: string;
	readonly command?: string;
	readonly environment: Readonly<Record<string, string>>;
	readonly volumes?: readonly string[];
	readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
	readonly healthcheck?: { readonly test: readonly string[] };
	readonly restart?: string;
	/** Of 1024 unless said. */
	readonly cpu_shares?: number;
}

const guides = join(__dirname, '..', '..', 'docs', 'guides');
const text = readFileSync(join(guides, 'compose.queue.yml'), 'utf8');
const guide = readFileSync(join(guides, 'scaling.md'), 'utf8');
const compose = parse(text, { merge: true }) as {
	readonly services: Readonly<Record<string, Service>>;
	readonly volumes: Readonly<Record<string, unknown>>;
};
const { services, volumes } = compose;
const processes = ['main', 'webhook', 'worker'];

/** As Compose fills it in, with made-up values for what has to be given. */
function filledIn(value: string): string {
	return value.replace(/\$\{(\w+)(?::([?-])([^}]*))?\}/g, (_, name: string, kind?: string, fallback?: string) =>
		kind === '-' ? String(fallback) : `${name.toLowerCase().replaceAll('_', '')}1`,
	);
}

describe('compose.queue.yml', () => {
	it('has every part of a queue', () => {
		expect(Object.keys(services).sort()).toEqual(['main', 'postgres', 'redis', 'webhook', 'worker']);
		expect(processes.map((name) => services[name].command?.split(' ')[0])).toEqual([undefined, 'webhook', 'worker']);
	});

	it.each(['EXECUTIONS_MODE', 'N8N_ENCRYPTION_KEY', 'SALESFORCE_ENRICHMENT_STORE', 'QUEUE_BULL_REDIS_HOST', 'DB_TYPE'])(
		'gives every process of n8n the same %s',
		(variable) => {
			const values = new Set(processes.map((name) => services[name].environment[variable]));
			expect(values.size).toBe(1);
			expect([...values][0]).toBeTruthy();
		},
	);

	it.each(['start', 'webhook', 'worker'])('names a store that the process started as %s accepts', (command) => {
		const env = Object.fromEntries(
			Object.entries(services.worker.environment).map(([name, value]) => [name, filledIn(value)]),
		);
		expect(planStoreLocation(env, ['node', 'n8n', command], '/home/node')).toEqual({
			kind: 'postgres',
			url: 'postgres://n8n:postgrespassword1@postgres:5432/n8n',
		});
	});

	it('points n8n at the services that are there, with their passwords', () => {
		const { environment } = services.main;
		expect(services).toHaveProperty(environment.DB_POSTGRESDB_HOST);
		expect(services).toHaveProperty(environment.QUEUE_BULL_REDIS_HOST);
		expect(environment.DB_POSTGRESDB_DATABASE).toBe(services.postgres.environment.POSTGRES_DB);
		expect(environment.DB_POSTGRESDB_USER).toBe(services.postgres.environment.POSTGRES_USER);
		expect(filledIn(environment.DB_POSTGRESDB_PASSWORD)).toBe(
			filledIn(services.postgres.environment.POSTGRES_PASSWORD),
		);
		expect(services.redis.command).toContain(
			`--requirepass ${environment.QUEUE_BULL_REDIS_PASSWORD.replace(/:\?[^}]*/, '')}`,
		);
	});

	it('lets whoever receives go before whoever executes, and make no isolate for a call', () => {
		expect(services.webhook.environment.N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE).toBe('true');
		expect(services.worker.environment).not.toHaveProperty('N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE');
		expect(services.worker.cpu_shares).toBeLessThan(1024);
		expect(services.webhook).not.toHaveProperty('cpu_shares');
	});

	it('keeps the queue over a restart of Redis', () => {
		expect(services.redis.command).toContain('--appendonly yes');
	});

	it.each(Object.keys(services))('checks the health of %s, and starts it again', (name) => {
		expect(services[name].healthcheck?.test).toHaveLength(2);
		expect(services[name].restart).toBe('unless-stopped');
	});

	it.each(processes)('starts %s once the database and the queue are healthy', (name) => {
		const conditions = { postgres: { condition: 'service_healthy' }, redis: { condition: 'service_healthy' } };
		expect(services[name].depends_on).toEqual(conditions);
	});

	it('declares every volume that it uses, and no other', () => {
		const used = Object.values(services).flatMap(({ volumes: mounts = [] }) =>
			mounts.map((mount) => mount.split(':')[0]),
		);
		const named = new Set(used.filter((volume) => !volume.startsWith('.')));
		expect([...named].sort()).toEqual(Object.keys(volumes).sort());
	});

	it('pins every image', () => {
		for (const { image } of Object.values(services)) expect(image).toMatch(/:(\d|\$\{N8N_VERSION:\?)/);
	});

	it('has no value in it that has to be secret', () => {
		for (const { environment } of Object.values(services))
			for (const [name, value] of Object.entries(environment))
				if (/PASSWORD|KEY|AUTH/.test(name)) expect(value).toMatch(/^\$\{/);
	});

	it('explains in the guide what has to be given', () => {
		const asked = [...text.matchAll(/\$\{(\w+):[?-]/g)].map(([, name]) => name);
		for (const name of new Set(asked)) expect(guide).toContain(`\`${name}\``);
	});
});
