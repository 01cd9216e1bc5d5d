#!/usr/bin/env node
import { runStoreCommand } from '../core/store/store-command';

// Part of no node: a person runs it in a shell, beside n8n and with n8n's environment.
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

void runStoreCommand(process.argv.slice(2), process.env, say, new Date()).then((code) => {
	process.exitCode = code;
});
