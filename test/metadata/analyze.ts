import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What one engine found at one place. */
export interface Violation {
	readonly engine: string;
	readonly rule: string;
	/** 1 critical, 2 high, 3 moderate, 4 low, 5 a remark. */
	readonly severity: number;
	readonly message: string;
	readonly file: string;
	readonly line: number;
}

/** What is used of the Code Analyzer's core, which is loaded from its own install. */
interface AnalyzerCore {
	readonly CodeAnalyzer: new (config: object) => Analyzer;
	readonly CodeAnalyzerConfig: { withDefaults(): object };
}

interface Analyzer {
	addEnginePlugin(plugin: object): Promise<void>;
	createWorkspace(paths: readonly string[]): Promise<object>;
	selectRules(selectors: readonly string[], options: { workspace: object }): Promise<object>;
	run(rules: object, options: { workspace: object }): Promise<{ getViolations(): readonly FoundViolation[] }>;
}

interface FoundViolation {
	getMessage(): string;
	getRule(): { getName(): string; getEngineName(): string; getSeverityLevel(): number };
	getPrimaryLocation(): { getFile(): string | undefined; getStartLine(): number | undefined } | undefined;
}

/**
 * Engines by the core that they were made for: the newest flow engine to be had speaks an older interface than the
 * others. Copied text is no fault in generated files, so the engine that looks for it is left out.
 */
const engines = [
	{ core: '@salesforce/code-analyzer-core', names: ['pmd', 'regex', 'eslint'] },
	{ core: 'core-of-the-flow-engine', names: ['flow'] },
] as const;

/** Every rule of Salesforce's Code Analyzer, by its engines pmd, regex, eslint and flow, over everything in the folders. */
export async function analyze(packages: string, folders: readonly string[]): Promise<Violation[]> {
	const load = createRequire(join(packages, 'of-the-analyzer.js'));
	const found: Violation[] = [];
	for (const { core, names } of engines) {
		const { CodeAnalyzer, CodeAnalyzerConfig } = load(core) as AnalyzerCore;
		const analyzer = new CodeAnalyzer(CodeAnalyzerConfig.withDefaults());
		for (const name of names) {
			const plugin = load(`@salesforce/code-analyzer-${name}-engine`) as { createEnginePlugin(): object };
			await analyzer.addEnginePlugin(plugin.createEnginePlugin());
		}
		const workspace = await analyzer.createWorkspace(folders);
		const results = await analyzer.run(await analyzer.selectRules(names, { workspace }), { workspace });
		for (const violation of results.getViolations()) found.push(plainViolation(violation));
	}
	return found.sort((left, right) => left.severity - right.severity);
}

function plainViolation(violation: FoundViolation): Violation {
	const rule = violation.getRule();
	const place = violation.getPrimaryLocation();
	return {
		engine: rule.getEngineName(),
		rule: rule.getName(),
		severity: rule.getSeverityLevel(),
		message: violation.getMessage(),
		file: place?.getFile() ?? '',
		line: place?.getStartLine() ?? 0,
	};
}
