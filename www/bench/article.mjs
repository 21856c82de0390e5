// A long made-up article, the same each time: many names, dates and positions.

const GIVEN = 'Anna Boris Carla Daniel Elena Farid Grace Hugo Irina Jamal Karen Luis Maria Nadia Oscar Petra Quentin Rosa Samuel Tanya'.split(' ');
const FAMILY = 'Adeyemi Bauer Castillo Dimitrov Eriksen Fischer Greenwood Hassan Ivanova Jensen Kowalski Larsen Moreno Novak Okafor Petrov Quigley Romano Schmidt Tanaka'.split(' ');
const PLACES = 'Lisbon Vienna Nairobi Ottawa Santiago Helsinki Manila Prague Dublin Accra Lima Oslo Warsaw Tunis Jakarta Athens Quito Riga Dakar Sofia'.split(' ');
const STATES = 'France Germany Kenya Canada Chile Finland Japan Poland Ireland Ghana Peru Norway Spain Tunisia Indonesia Greece Ecuador Latvia Senegal Bulgaria'.split(' ');
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const TITLES = ['Prime Minister', 'Foreign Minister', 'President', 'Senator', 'Judge', 'Mayor', 'Professor', 'General'];

/** One paragraph; the number chooses who and what it tells of. */
function paragraph(i) {
  const pick = (list, step, shift = 0) => list[(i * step + shift) % list.length];
  // Steps that share no divisor with the lists: the pairs repeat late.
  const person = (shift) => `${GIVEN[(i + shift) % 20]} ${FAMILY[(i * 3 + Math.floor((i + shift) / 20) + shift * 7) % 20]}`;
  const [first, second] = [person(0), person(1)];
  const [state, other] = [pick(STATES, 1), pick(STATES, 1, 7)];
  const date = `${pick(MONTHS, 5)} ${((i * 11) % 28) + 1}`;
  const title = pick(TITLES, 3);
  return [
    `On ${date}, ${title} ${first} met ${second} in ${pick(PLACES, 3)} and urged ${state} to accept the agreement on fishing rights.`,
    `“We will not wait another year,” ${second.split(' ')[1]} said, and accused ${other} of delaying the talks.`,
    `${state} rejected the proposal, while ${other} praised the work of the ${pick(PLACES, 7)} Institute and of ${person(2)}.`,
    `The ${pick(STATES, 9)} Fisheries Council called on both governments to publish the figures by ${pick(MONTHS, 7)} ${((i * 5) % 27) + 1}.`,
    `According to ${person(3)}, a spokesperson for the ministry in ${pick(PLACES, 9)}, the committee spent $${(i * 37) % 900} million on harbours since ${1990 + (i % 35)}.`,
  ].join(' ');
}

/** An article of at least this many words. */
export function longArticle(words) {
  const parts = ['Geneva, November 10, 2025 (AP) Delegates from twenty states opened a conference on the use of the seas.'];
  for (let i = 0, count = 18; count < words; i++) {
    parts.push(paragraph(i));
    count += parts.at(-1).split(' ').length;
  }
  return parts.join('\n');
}
