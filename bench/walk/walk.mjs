// Writes one record to the emulated org and prints through which files the calls went, from the stage's door to HTTP:
// `npm run walk [-- <root of another checkout>]`. Every function of core says its file when it is entered.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

// Like the tests: the emulated org is on this machine.
process.env.SALESFORCE_ENRICHMENT_HOSTS ??= '127.0.0.1';
const root = resolve(process.argv[2] ?? join(import.meta.dirname, '../..'));
const require = createRequire(join(root, 'package.json'));
const entered = [];
let isWalking = false;
globalThis.enterFile = (file) => isWalking && entered.push(file);

const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023, esModuleInterop: true };

/** Puts a statement that says the file before the first of every function. */
function sayingFile(file) {
	const { factory: make } = ts;
	const saying = () =>
		make.createExpressionStatement(
			make.createCallExpression(make.createIdentifier('enterFile'), undefined, [make.createStringLiteral(file)]),
		);
	return (context) => (source) => {
		const visit = (node) => {
			const seen = ts.visitEachChild(node, visit, context);
			if (!ts.isBlock(seen) || !ts.isFunctionLike(node.parent) || ts.isConstructorDeclaration(node.parent)) return seen;
			return make.updateBlock(seen, [saying(), ...seen.statements]);
		};
		return ts.visitNode(source, visit);
	};
}

require.extensions['.ts'] = (module, path) => {
	const file = relative(root, path).replaceAll('\\', '/');
	const transformers = file.startsWith('core/') ? { before: [sayingFile(file)] } : undefined;
	const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), {
		compilerOptions: options,
		fileName: path,
		transformers,
	});
	module._compile(outputText, path);
};

const doors = ['core/stages/write/write-proposals.ts', 'core/stages/write/write.ts'].map((door) => join(root, door));
const { writeRecords } = require(doors.find(existsSync));
const { anItem, aProposal, connect, startEnrichmentOrg, startRunFor } = require(
	join(root, 'test/salesforce/enrichment-org.ts'),
);

const lead = { LastName: 'Lee', Company: 'Acme', Email: 'ann@acme.example' };
const org = await startEnrichmentOrg({ records: { Lead: [lead] } });
const [row] = org.org.rows('Lead');
const [client, context] = [await connect(org), await startRunFor(org)];
const version = String(row.SystemModstamp);
await context.store.addWork(context.run, [{ recordId: String(row.Id), version }]);
const item = anItem(row, { version, proposals: { Industry: aProposal('Energy') } });
const request = { sObject: 'Lead', isDryRun: false, autoAssign: false, writeStamps: true };
isWalking = true;
const { outcomes } = await writeRecords(client, request, [item], context);
isWalking = false;
await org.close();
if (outcomes[0]?.status !== 'written') throw new Error('The record was not written');

/** Without repeats that follow each other. */
const distinct = (names) => names.filter((name, index) => name !== names[index - 1]);

function figures(files) {
	const rooms = distinct(files.map((file) => dirname(file)));
	const returnsIn = (names) => names.filter((name, index) => names.indexOf(name) < index).length;
	const chain = distinct(files);
	return `${new Set(files).size} files in ${new Set(rooms).size} rooms, ${returnsIn(rooms)} returns to a room already left, ${returnsIn(chain)} to a file`;
}

const files = distinct(entered);
for (const [index, file] of files.entries()) {
	const isSameRoom = index > 0 && dirname(files[index - 1]) === dirname(file);
	console.log(isSameRoom ? `    ${file}` : `  ${file}`);
}
console.log(`All of core: ${figures(files)}.`);
console.log(
	`What decides about the write: ${figures(files.filter((file) => /^core\/(stages|changes)\//.test(file)))}.`,
);
