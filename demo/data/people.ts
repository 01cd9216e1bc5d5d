import type { Choices } from './choices';

/** Somebody who does not exist. */
export interface Person {
	readonly firstName: string;
	readonly lastName: string;
	readonly title: string;
}

const firstNames = words(`Ada Alan Alice Amara Ana Anders Anja Arjun Aya Beatriz Bram Carla Carlos Chen
	Chiara Claire Daniel Dara Deepa Diego Elena Emil Emma Erik Fatima Felix Femi Frida Gita Grace Hana
	Hugo Ines Ingrid Isaac Ivan Jana Jonas Jorge Julia Kai Karin Kofi Laila Lars Lena Leo Linh Luca Lucia
	Maja Malik Marco Maria Marta Mei Mila Mina Nadia Nils Noah Nora Olga Omar Oscar Paula Pedro Petra Priya
	Rafael Rania Rosa Ruth Sam Sana Sara Sofia Sven Tara Theo Tomas Uma Vera Viktor Wei Yara Yusuf Zoe`);

const lastNames = words(`Abebe Adeyemi Almeida Andersen Bauer Becker Bianchi Bose Brandt Brown Carvalho
	Castro Chandra Cohen Costa Danso Diaz Dubois Eriksen Evans Fischer Fontaine Garcia Gomez Gupta Haas
	Hansen Haruki Hernandez Hoffmann Ito Ivanov Jansen Johnson Kamau Keller Khan Kim Kowalski Kumar Lange
	Larsen Lee Lehmann Lopez Mancini Marino Martin Mensah Meyer Moreau Moreno Mueller Nakamura Nguyen
	Nielsen Novak Okafor Olsen Ortiz Osei Park Patel Pereira Petrov Ramos Reyes Ricci Roberts Romano Rossi
	Sato Schmidt Silva Singh Smith Sousa Tanaka Taylor Torres Tran Varga Vogel Wagner Wang Weber Wilson Wolf
	Yamada Yilmaz Zhang Ziegler`);

const titles = [
	'Account Executive',
	'Chief Executive Officer',
	'Chief Information Officer',
	'Chief Marketing Officer',
	'Customer Success Manager',
	'Data Engineer',
	'Director of Marketing',
	'Director of Operations',
	'Head of Growth',
	'Intern',
	'IT Manager',
	'Marketing Manager',
	'Office Manager',
	'Product Manager',
	'Sales Manager',
	'Software Engineer',
	'Student',
	'VP Finance',
	'VP Sales',
	'VP of Engineering',
];

/** A person with a made-up name and a job title. */
export function inventPerson(choices: Choices): Person {
	return {
		firstName: choices.pick(firstNames),
		lastName: choices.pick(lastNames),
		title: choices.pick(titles),
	};
}

function words(text: string): string[] {
	return text.split(/\s+/);
}
