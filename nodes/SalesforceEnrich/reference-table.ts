import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import type { EnrichmentProvider } from '../../core/stages/enrich/provider';
import { openReferenceTable, type TableConnection } from '../../core/stages/enrich/providers/reference-data-table';
import { systemClock } from '../wiring/clock';
import { postgresCredential } from './provider-credentials';
import { defaultMegabytes } from './reference-parameters';

/** The companies of the table that the parameters name, read with n8n's own PostgreSQL credential. */
export async function openTable(this: IExecuteFunctions, options: IDataObject): Promise<EnrichmentProvider> {
	const table = {
		schema: (this.getNodeParameter('tableSchema', 0, 'public') as string).trim() || 'public',
		table: (this.getNodeParameter('tableName', 0) as string).trim(),
	};
	return await openReferenceTable(connectionOf(await this.getCredentials(postgresCredential)), table, {
		maxBytes: Number(options.maxFileSize ?? defaultMegabytes) * 1024 ** 2,
		signal: this.getExecutionCancelSignal(),
		now: systemClock(),
	});
}

/** The credential as n8n's own Postgres node reads it. */
function connectionOf(credential: ICredentialDataDecryptedObject): TableConnection {
	const { host, port, database, user, password, ssl, allowUnauthorizedCerts, sshTunnel } = credential;
	if (sshTunnel === true) {
		throw new EnrichmentError(
			'invalid_parameter',
			'The PostgreSQL credential goes through an SSH tunnel, which this node cannot.',
			{
				remedy: "Read the table with n8n's Postgres node and choose Reference Data from Items of Another Node.",
			},
		);
	}
	const isVerified = allowUnauthorizedCerts !== true;
	return {
		host: String(host ?? ''),
		port: Number(port ?? 5432),
		database: String(database ?? ''),
		user: String(user ?? ''),
		password: String(password ?? ''),
		ssl: ssl === undefined || ssl === 'disable' ? false : { rejectUnauthorized: isVerified },
	};
}
