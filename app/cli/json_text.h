// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace dockhand::cli {

/// Appends valid UTF-8 as a JSON string, quotes included (RFC 8259, section 7): quotes, backslashes
/// and control characters are escaped, all else stays as it is. For millions of fields, where a
/// QJsonDocument would copy each of them three times.
void appendJsonText(std::string_view utf8, std::string &out);

} // namespace dockhand::cli
