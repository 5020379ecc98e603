// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <string>
#include <string_view>

namespace dockhand::report {

/// One cell for a CSV that people open in a spreadsheet: quoted by RFC 4180 where needed, and with
/// a ' in front when a text would be run as a formula (first character = + - @ TAB CR LF or the
/// full-width forms). A cell that is a number, also a negative one, stays a number. Source: OWASP
/// "CSV Injection", CWE-1236.
[[nodiscard]] QByteArray csvCell(std::string_view utf8);

/// With an apostrophe before it where a spreadsheet might run it as a formula, in a way that can be
/// taken back: a text of apostrophes and then such a beginning gets one more.
[[nodiscard]] std::string guarded(std::string_view utf8);
/// What `guarded` was given; also of a cell that was written without a guard.
[[nodiscard]] std::string_view unguarded(std::string_view utf8);

} // namespace dockhand::report
