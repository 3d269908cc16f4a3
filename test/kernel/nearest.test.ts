import { nearest } from '../../lib/kernel/index.js';

describe('what a misspelt word may mean', () => {
  const known = ['Platform', 'Payments', 'Security', 'Data'];

  it.each([
    ['Platfrom', 'Platform'],
    ['platform', 'Platform'],
    ['Paymnts', 'Payments'],
    ['Sercurity', 'Security'],
  ])('%s: %s', (word, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });

  it('is nothing where all are far', () => {
    expect(nearest('Legal', known)).toBeUndefined();
    expect(nearest('Platform', [])).toBeUndefined();
  });

  it('is two edits away at most in a short word, and a quarter of a long one', () => {
    expect(nearest('Dxxa', known)).toBe('Data');
    expect(nearest('xxxa', known)).toBeUndefined();
    expect(nearest('AdminstratorAcess', ['AdministratorAccess'])).toBe('AdministratorAccess');
  });

  it('is the nearer of two, and of equals the first in order', () => {
    expect(nearest('cat', ['coats', 'cart'])).toBe('cart');
    expect(nearest('bat', ['rat', 'cat'])).toBe('cat');
  });
});
