// The goat and its mountains, drawn for this app.

/** The head alone; the same drawing as public/icon.svg. */
export function GoatHead() {
  return (
    <svg className="goat-head" viewBox="0 0 64 64" aria-hidden="true">
      <Head />
    </svg>
  );
}

/** The goat looks over a hill. */
export function GoatOnHill() {
  return (
    <svg className="goat-hill" viewBox="0 0 200 160" aria-hidden="true">
      <circle className="sky" cx="100" cy="84" r="76" />
      <clipPath id="goat-sky">
        <circle cx="100" cy="84" r="76" />
      </clipPath>
      <g clipPath="url(#goat-sky)">
        <path className="far" d="M14 124l38-58 24 32 20-26 24 30 34-52 46 74z" />
        <path className="snow" d="M154 50l-12 18.5 7-2.5 5 5 5-6 7 3z" />
      </g>
      <g transform="translate(49 30) scale(1.6)">
        <path className="goat-neck" d="M23 40c-1 12-4 20-9 30h36c-5-10-8-18-9-30z" />
        <Head />
      </g>
      <g clipPath="url(#goat-sky)">
        <path className="hill" d="M0 160v-26c34-14 66-16 100-12s64 2 100-8v46z" />
        <path
          className="grass"
          d="M56 138q1-9-3-13m5 13q2-8 6-10m84 9q0-8-4-11m6 11q2-7 5-9M86 148q0-6-2-9m4 9q1-6 4-7"
        />
      </g>
    </svg>
  );
}

/** Ridges behind ridges, at the foot of the sidebar. */
export function Ridge() {
  return (
    <svg className="ridge" viewBox="0 0 280 120" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 120V62l38-30 26 22 40-42 34 40 30-22 44 40 28-18 40 34v34z" />
      <path d="M0 120V88l46-22 40 18 44-34 42 34 36-14 36 22 36-14v42z" />
      <path d="M0 120v-18c52-18 92-8 138-6s92-8 142-4v28z" />
    </svg>
  );
}

function Head() {
  return (
    <>
      <g fill="#d9c39a">
        <path d="M27 21C27 12 21.5 6.5 13.5 7c4.5 2 7 6 7.5 15z" />
        <path d="M37 21C37 12 42.5 6.5 50.5 7c-4.5 2-7 6-7.5 15z" />
      </g>
      <g className="goat-ears">
        <path d="M22 24.5C16 21.5 9.5 22.5 6 27c4.5 4.5 11 5 16.5 2z" />
        <path d="M42 24.5C48 21.5 54.5 22.5 58 27c-4.5 4.5-11 5-16.5 2z" />
      </g>
      <path fill="#cfdccf" d="M29 50h6l-1.5 8.5c-.4 2-2.6 2-3 0z" />
      <path
        className="goat-face"
        d="M32 17c-7.5 0-11.5 4.2-11.5 10.5 0 6 2.2 10.5 4.2 15.5 1.6 4.5 3.5 9.5 7.3 9.5s5.7-5 7.3-9.5c2-5 4.2-9.5 4.2-15.5C43.5 21.2 39.5 17 32 17z"
      />
      <path
        fill="#cfdccf"
        d="M32 17c-3.8 0-6.7 1.1-8.7 3 2.2 4 5.2 5.5 8.7 5.5s6.5-1.5 8.7-5.5c-2-1.9-4.9-3-8.7-3z"
      />
      <g fill="#17211b">
        <rect x="24.3" y="30" width="5" height="3" rx="1.5" />
        <rect x="34.7" y="30" width="5" height="3" rx="1.5" />
      </g>
      <path fill="#e0a08f" d="M28.8 43.5q3.2-2 6.4 0-1 2.7-3.2 2.7t-3.2-2.7z" />
      <path fill="none" stroke="#6fbf73" strokeWidth="2" strokeLinecap="round" d="M36 48.5c3 .8 5.3 1 8 .2" />
      <path fill="#7ccf97" d="M42 49c1-5 5-7.5 10-7 0 5-4 8.5-10 7z" />
    </>
  );
}
