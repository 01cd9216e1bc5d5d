import { join } from 'node:path';
import { installPinned } from '../../demo/editor/install-pinned';
import { runCommand } from '../../demo/editor/run-command';

/** Installs the pinned clients once, outside the checkout, and gives the folder of their packages. */
export function installClients(say: (line: string) => void): Promise<string> {
	return installPinned(
		{
			name: 'clients',
			pinned: join(__dirname, 'sf'),
			what: '  the pinned clients (about 300 MB)',
			install: (folder) => runCommand('npm', ['ci', '--no-audit', '--no-fund'], { folder }),
		},
		say,
	);
}
