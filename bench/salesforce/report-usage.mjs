// Loaded into a foreign Node program by NODE_OPTIONS: notes what the process took when it ends, one line per process.
import { appendFileSync } from 'node:fs';

process.once('exit', () => {
	const { user, system } = process.cpuUsage();
	const usage = { cpuSeconds: (user + system) / 1e6, peakRssBytes: process.resourceUsage().maxRSS * 1024 };
	appendFileSync(process.env.BENCH_USAGE_FILE, `${JSON.stringify(usage)}\n`);
});
