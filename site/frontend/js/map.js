// A map of the desks of a list: what it says is read from the list. Loaded when it is asked for.
import { Control, DivIcon, LatLngBounds, Map as LeafletMap, Marker, TileLayer } from "leaflet/dist/leaflet-src.esm.js";

function popup(item) {
  const box = document.createElement("div");
  const link = item.querySelector("a").cloneNode(true);
  const state = item.querySelector(".badge");
  box.append(link);
  if (state) {
    const line = document.createElement("p");
    line.textContent = state.textContent;
    box.append(line);
  }
  return box;
}

function marker(item, number) {
  const { latitude, longitude } = item.dataset;
  const icon = new DivIcon({ className: "map-marker", html: String(number), iconSize: [44, 44], popupAnchor: [0, -16] });
  const name = item.querySelector("a").textContent;
  const found = new Marker([Number(latitude), Number(longitude)], { icon, title: name, alt: name });
  found.on("add", () => {
    const element = found.getElement();
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", `${number}. ${name}`);
  });
  return found.bindPopup(popup(item));
}

window.drawDeskMap = (box) => {
  const place = box.querySelector(".map");
  const list = document.getElementById(box.dataset.map);
  place.hidden = false;
  const map = new LeafletMap(place, { zoomControl: false, zoomAnimation: false, fadeAnimation: false, scrollWheelZoom: false });
  map.attributionControl.setPrefix(false);
  const attribution = document.createElement("span");
  attribution.textContent = box.dataset.attribution;
  new TileLayer(box.dataset.tiles, { attribution: attribution.innerHTML, maxZoom: 19, referrerPolicy: "origin" }).addTo(map);
  map.addControl(new Control.Zoom({ zoomInTitle: "Avvicina", zoomOutTitle: "Allontana" }));
  const items = [...list.children];
  const markers = items
    .map((item, index) => (item.dataset.latitude ? marker(item, (list.start || 1) + index) : null))
    .filter(Boolean);
  for (const one of markers) one.addTo(map);
  map.fitBounds(new LatLngBounds(markers.map((one) => one.getLatLng())), { padding: [40, 40], maxZoom: 16 });
  const without = items.length - markers.length;
  box.querySelector("[role=status]").textContent = without
    ? `Sulla mappa: ${markers.length} di ${items.length}. Degli altri non conosciamo il punto esatto.`
    : `Sulla mappa: ${markers.length}.`;
  place.focus();
};
