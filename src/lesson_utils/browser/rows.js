/**
 * Give the index of the row that a height of the window is in; -1 for none.
 * @param {Element[]} rows one below the other
 * @param {number} y
 */
export function rowAt(rows, y) {
  return rows.findIndex((row) => {
    const box = row.getBoundingClientRect();
    return y >= box.top && y <= box.bottom;
  });
}
