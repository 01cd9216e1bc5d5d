import { summaryFrom } from '../summary-of';
import type { N8nInstance } from './n8n-instance';
import type { DemoOrg } from '../demo-org';

interface RawExecution {
	readonly data?: {
		readonly resultData?: {
			readonly error?: { readonly message?: string };
			readonly runData?: Record<string, Array<{ data?: { main?: Array<Array<{ json: unknown }>> } }>>;
		};
	};
}

/** Executes the imported hourly template in n8n, from the command line; true when it ended in success and the org shows what it reports. */
export async function executeHeadless(
	n8n: N8nInstance,
	workflowId: string,
	org: DemoOrg,
	say: (line: string) => void,
): Promise<boolean> {
	const started = performance.now();
	const execution = parseExecution(await n8n.execute(workflowId));
	const { error, runData } = execution.data?.resultData ?? {};
	if (error) say(`n8n: ${error.message}`);

	const row = runData?.Summary?.[0]?.data?.main?.[0]?.[0]?.json as Record<string, unknown> | undefined;
	if (!row) {
		say('The template put out no summary');
		return false;
	}
	const summary = summaryFrom(row);
	say(summary.text);

	const stamped = org.countStamped('Lead');
	const reported = summary.counts.written + summary.counts.stampedOnly;
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	say(`Leads stamped in the org: ${stamped}, written or stamped by the run's report: ${reported}; ${seconds} s`);
	return !error && ['Success', 'Partial Success'].includes(summary.status) && reported > 0 && stamped >= reported;
}

/** The command prints log lines before and after its JSON, whose outermost braces have lines of their own. */
function parseExecution(output: string): RawExecution {
	const start = output.search(/^\{$/m);
	const end = output.lastIndexOf('\n}\n') + 2;
	if (start < 0 || end <= start) throw new Error(`n8n execute printed no result:\n${output.slice(-2000)}`);
	return JSON.parse(output.slice(start, end)) as RawExecution;
}
