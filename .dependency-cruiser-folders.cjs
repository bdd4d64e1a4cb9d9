/** No cycles between folders. A rule of its own run, because tests, which reach everywhere, must stay out of it. */
const { options } = require("./.dependency-cruiser.cjs");

module.exports = {
  forbidden: [
    {
      name: "no-folder-cycles",
      comment: "If issues reads releases, releases never reads issues.",
      severity: "error",
      scope: "folder",
      from: { path: "^(lib|components|server)/" },
      to: { circular: true },
    },
  ],
  options: { ...options, exclude: "\\.test\\.tsx?$|^server/testing/|/testing/|^e2e/|^prisma/client/" },
};
