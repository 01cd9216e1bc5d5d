import { floorsRule } from './floors-rule.mjs';

const attics = /(^|[-_.])(utils?|helpers?|misc|common)([-_.]|$)/i;

/** Refuses file and folder names that say nothing about their contents. */
const fileNameRule = {
	meta: {
		type: 'suggestion',
		messages: { attic: '"{{name}}" names no subject; call the file after what it does' },
		schema: [],
	},
	create(context) {
		return {
			Program(node) {
				const names = context.filename.slice(context.cwd.length + 1).split(/[\\/]/);
				const name = names.find((part) => attics.test(part));
				if (name) context.report({ node, messageId: 'attic', data: { name } });
			},
		};
	},
};

/** The rules of this house that no published plugin has. */
export const housePlugin = {
	meta: { name: 'house' },
	rules: { floors: floorsRule, 'file-name': fileNameRule },
};
