import type { DocumentedExchange } from './exchange';

const guide = (page: string) => `Bulk API 2.0 and Bulk API Developer Guide: ${page}`;
const jsonType = { 'Content-Type': 'application/json; charset=UTF-8', Accept: 'application/json' };
const accountsCsv =
	'Name,ShippingCity,NumberOfEmployees,AnnualRevenue,Website,Description\n' +
	'Lorem Ipsum,Milano,2676,912260031,https://ft.com/lacus/at.jsp,"Lorem ipsum dolor sit amet"\n';
const contactsForm =
	'--BOUNDARY\nContent-Type: application/json\nContent-Disposition: form-data; name="job"\n\n' +
	'{\n  "object":"Contact",\n  "contentType":"CSV",\n  "operation": "insert",\n  "lineEnding" : "LF"\n}\n\n' +
	'--BOUNDARY\nContent-Type: text/csv\nContent-Disposition: form-data; name="content"; filename="content"\n\n' +
	'FirstName,LastName,MailingCity\nAstro,Nomical,San Francisco\nHootie,McOwl,San Francisco\n' +
	'Appy,Camper,San Francisco\nEarnie,Badger,San Francisco\n--BOUNDARY--\n';
const multipartType = { 'Content-Type': 'multipart/form-data; boundary="BOUNDARY"', Accept: 'application/json' };

const createAccounts = {
	method: 'POST',
	path: '/services/data/v61.0/jobs/ingest',
	headers: jsonType,
	body: { object: 'Account', contentType: 'CSV', operation: 'insert', lineEnding: 'LF' },
};
const uploadAccounts = {
	method: 'PUT',
	path: '/services/data/v61.0/jobs/ingest/{{id}}/batches/',
	headers: { 'Content-Type': 'text/csv' },
	body: accountsCsv,
};
const closeJob = {
	method: 'PATCH',
	path: '/services/data/v61.0/jobs/ingest/{{id}}',
	headers: jsonType,
	body: { state: 'UploadComplete' },
};
const pollJob = { method: 'GET', path: '/services/data/v61.0/jobs/ingest/{{id}}' };
const wholeJob = [createAccounts, uploadAccounts, closeJob, pollJob, pollJob];
const createQuery = {
	method: 'POST',
	path: '/services/data/v58.0/jobs/query',
	headers: jsonType,
	body: { operation: 'query', query: 'SELECT Id, Name FROM Account' },
};
const pollQuery = { method: 'GET', path: '/services/data/v58.0/jobs/query/{{id}}' };
const oneAccount = { records: { Account: [{ Name: 'Jane Dunn' }] } };

/** What the Bulk API 2.0 part of the guide prints of ingest and query jobs. */
export const bulkExchanges: readonly DocumentedExchange[] = [
	{
		source: guide('Step 3: Bulk Insert'),
		evidence: 'read',
		route: 'POST jobs/ingest',
		request: createAccounts,
		reply: {
			status: 200,
			body: {
				id: '{{id}}',
				operation: 'insert',
				object: 'Account',
				createdById: '{{user}}',
				createdDate: '{{created}}',
				systemModstamp: '{{created}}',
				state: 'Open',
				concurrencyMode: 'Parallel',
				contentType: 'CSV',
				apiVersion: 61,
				contentUrl: 'services/data/{{version}}/jobs/ingest/{{id}}/batches',
				lineEnding: 'LF',
				columnDelimiter: 'COMMA',
			},
		},
	},
	{
		source: guide('Step 4: Bulk Insert with a Multipart Request'),
		evidence: 'read',
		route: 'POST jobs/ingest',
		request: { method: 'POST', path: '/services/data/v61.0/jobs/ingest/', headers: multipartType, body: contactsForm },
		reply: {
			status: 200,
			body: {
				id: '{{id}}',
				operation: 'insert',
				object: 'Contact',
				state: 'UploadComplete',
				concurrencyMode: 'Parallel',
				contentType: 'CSV',
				apiVersion: 61,
				lineEnding: 'LF',
				columnDelimiter: 'COMMA',
			},
		},
	},
	{
		source: guide('Upload Job Data'),
		evidence: 'read',
		route: 'PUT jobs/ingest/:id/batches',
		before: [createAccounts],
		request: uploadAccounts,
		reply: { status: 201, body: '' },
	},
	{
		source: guide('Step 3: Bulk Insert'),
		evidence: 'read',
		route: 'PATCH jobs/ingest/:id',
		before: [createAccounts, uploadAccounts],
		request: closeJob,
		reply: {
			status: 200,
			body: {
				id: '{{id}}',
				operation: 'insert',
				object: 'Account',
				createdById: '{{user}}',
				state: 'UploadComplete',
				concurrencyMode: 'Parallel',
				contentType: 'CSV',
				apiVersion: 61,
			},
		},
	},
	{
		source: guide('Abort a Job'),
		evidence: 'read',
		route: 'PATCH jobs/ingest/:id',
		before: [createAccounts],
		request: { ...closeJob, body: { state: 'Aborted' } },
		reply: { status: 200, body: { id: '{{id}}', state: 'Aborted' } },
	},
	{
		source: guide('Step 3: Bulk Insert'),
		evidence: 'read',
		route: 'GET jobs/ingest/:id',
		before: [createAccounts, uploadAccounts, closeJob, pollJob],
		request: pollJob,
		reply: {
			status: 200,
			body: {
				id: '{{id}}',
				state: 'JobComplete',
				jobType: 'V2Ingest',
				numberRecordsProcessed: 1,
				numberRecordsFailed: 0,
				retries: 0,
				totalProcessingTime: '{{total}}',
				apiActiveProcessingTime: '{{active}}',
				apexProcessingTime: 0,
			},
		},
	},
	{
		source: guide('Get Information About All Ingest Jobs'),
		evidence: 'read',
		route: 'GET jobs/ingest',
		before: [createAccounts],
		request: { method: 'GET', path: '/services/data/v61.0/jobs/ingest' },
		reply: {
			status: 200,
			body: {
				done: true,
				records: [
					{
						id: '{{id}}',
						operation: 'insert',
						object: 'Account',
						state: 'Open',
						concurrencyMode: 'Parallel',
						contentType: 'CSV',
						jobType: 'V2Ingest',
						lineEnding: 'LF',
						columnDelimiter: 'COMMA',
					},
				],
			},
		},
	},
	{
		source: guide('Step 3: Bulk Insert'),
		evidence: 'read',
		route: 'GET jobs/ingest/:id/successfulResults',
		before: wholeJob,
		request: { method: 'GET', path: '/services/data/v61.0/jobs/ingest/{{id}}/successfulResults/' },
		reply: {
			status: 200,
			body:
				'"sf__Id","sf__Created",Name,ShippingCity,NumberOfEmployees,AnnualRevenue,Website,Description\n' +
				// The guide prints every value of the row in quotes, and 912260031 as 9.12260031E8.
				'"{{account}}","true",{{columns}}\n',
		},
	},
	{
		source: guide('Get Job Failed Record Results'),
		evidence: 'read',
		route: 'GET jobs/ingest/:id/failedResults',
		before: wholeJob,
		request: { method: 'GET', path: '/services/data/v61.0/jobs/ingest/{{id}}/failedResults/' },
		reply: {
			status: 200,
			body: '"sf__Id","sf__Error",Name,ShippingCity,NumberOfEmployees,AnnualRevenue,Website,Description\n',
		},
	},
	{
		source: guide('Get Job Unprocessed Record Results'),
		evidence: 'read',
		route: 'GET jobs/ingest/:id/unprocessedrecords',
		before: wholeJob,
		request: { method: 'GET', path: '/services/data/v61.0/jobs/ingest/{{id}}/unprocessedrecords/' },
		reply: { status: 200, body: 'Name,ShippingCity,NumberOfEmployees,AnnualRevenue,Website,Description\n' },
	},
	{
		source: guide('Delete a Job'),
		evidence: 'read',
		route: 'DELETE jobs/ingest/:id',
		before: wholeJob,
		request: { method: 'DELETE', path: '/services/data/v61.0/jobs/ingest/{{id}}' },
		reply: { status: 204, body: '' },
	},
	{
		source: guide('Step 6: Query Jobs'),
		evidence: 'read',
		route: 'POST jobs/query',
		request: createQuery,
		reply: {
			status: 200,
			body: {
				id: '{{id}}',
				operation: 'query',
				object: 'Account',
				createdById: '{{user}}',
				createdDate: '{{created}}',
				systemModstamp: '{{created}}',
				state: 'UploadComplete',
				concurrencyMode: 'Parallel',
				contentType: 'CSV',
				apiVersion: 58,
				lineEnding: 'LF',
				columnDelimiter: 'COMMA',
			},
		},
	},
	{
		source: guide('Get Information About a Query Job'),
		evidence: 'read',
		route: 'GET jobs/query/:id',
		seed: oneAccount,
		before: [createQuery, pollQuery],
		request: pollQuery,
		reply: {
			status: 200,
			body: {
				id: '{{id}}',
				state: 'JobComplete',
				jobType: 'V2Query',
				numberRecordsProcessed: 1,
				retries: 0,
				totalProcessingTime: '{{total}}',
			},
		},
	},
	{
		source: guide('Get Results for a Query Job'),
		evidence: 'read',
		route: 'GET jobs/query/:id/results',
		seed: oneAccount,
		before: [createQuery, pollQuery, pollQuery],
		request: { method: 'GET', path: '/services/data/v58.0/jobs/query/{{id}}/results?maxRecords=50000' },
		reply: {
			status: 200,
			headers: { 'Sforce-NumberOfRecords': '1', 'Sforce-Locator': 'null' },
			body: '"Id","Name"\n"{{account}}","Jane Dunn"\n',
		},
	},
	{
		source: guide('Get Parallel Results for a Query Job'),
		evidence: 'read',
		route: 'GET jobs/query/:id/resultPages',
		seed: { bulk: { pageRows: 1 }, records: { Account: Array.from({ length: 6 }, () => ({ Name: 'Jane Dunn' })) } },
		before: [createQuery, pollQuery, pollQuery],
		request: { method: 'GET', path: '/services/data/v58.0/jobs/query/{{id}}/resultPages' },
		reply: {
			status: 200,
			body: {
				// The guide prints a locator in each, the first as well, and the next address in small letters.
				resultPages: [
					...['{{a}}', '{{b}}', '{{c}}', '{{d}}', '{{e}}'].map((locator) => ({
						resultUrl: `/services/data/v58.0/jobs/query/{{id}}/results?locator=${locator}`,
					})),
				],
				nextRecordsUrl: '/services/data/v58.0/jobs/query/{{id}}/{{resultPages}}?locator={{next}}',
				done: false,
			},
		},
	},
	{
		source: guide('Abort a Query Job'),
		evidence: 'read',
		route: 'PATCH jobs/query/:id',
		before: [createQuery],
		request: {
			method: 'PATCH',
			path: '/services/data/v58.0/jobs/query/{{id}}',
			headers: jsonType,
			body: { state: 'Aborted' },
		},
		reply: {
			status: 200,
			body: {
				id: '{{id}}',
				operation: 'query',
				object: 'Account',
				createdById: '{{user}}',
				state: 'Aborted',
				concurrencyMode: 'Parallel',
				contentType: 'CSV',
				apiVersion: 58,
			},
		},
	},
	{
		source: guide('Delete a Query Job'),
		evidence: 'read',
		route: 'DELETE jobs/query/:id',
		before: [createQuery, pollQuery, pollQuery],
		request: { method: 'DELETE', path: '/services/data/v58.0/jobs/query/{{id}}' },
		reply: { status: 204, body: '' },
	},
	{
		source: guide('Get Information About All Query Jobs'),
		evidence: 'read',
		route: 'GET jobs/query',
		before: [createQuery],
		request: { method: 'GET', path: '/services/data/v58.0/jobs/query?jobType=V2Query' },
		reply: {
			status: 200,
			body: {
				done: true,
				records: [
					{
						id: '{{id}}',
						operation: 'query',
						object: 'Account',
						concurrencyMode: 'Parallel',
						contentType: 'CSV',
						apiVersion: 58,
						jobType: 'V2Query',
						lineEnding: 'LF',
						columnDelimiter: 'COMMA',
					},
				],
				nextRecordsUrl: null,
			},
		},
	},
];
