// "La mia lista" while somebody goes from page to page: in this tab alone, gone when it is closed.
// It is sent to nobody; a browser that keeps nothing falls back on addresses.
const KEY = "la-mia-lista";

export function keptCodes() {
  try {
    return (sessionStorage.getItem(KEY) || "").split("-").filter(Boolean);
  } catch {
    return [];
  }
}

// False where this browser keeps nothing.
export function keep(codes) {
  try {
    if (codes.length) sessionStorage.setItem(KEY, codes.join("-"));
    else sessionStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}
