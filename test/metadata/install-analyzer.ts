import { join } from 'node:path';
import { installPinned } from '../../demo/editor/install-pinned';
import { runCommand } from '../../demo/editor/run-command';

/** Installs the pinned engines of the Code Analyzer once, outside the checkout; gives the folder of their packages. */
export function installAnalyzer(say: (line: string) => void): Promise<string> {
	return installPinned(
		{
			name: 'code-analyzer',
			pinned: join(__dirname, 'analyzer'),
			what: '  the pinned engines of the Code Analyzer (about 230 MB)',
			install: (folder) => runCommand('npm', ['ci', '--no-audit', '--no-fund'], { folder }),
		},
		say,
	);
}
