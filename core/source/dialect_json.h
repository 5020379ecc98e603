// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/dialect.h"

#include <QJsonObject>

namespace dockhand::source {

/// How a file was read, as the ledger keeps it: encoding, delimiter, quote, header_row; escape and
/// carriage_return_ends only where they are not as usual.
[[nodiscard]] QJsonObject toJson(const Dialect &dialect);

/// What is missing is as usual.
[[nodiscard]] Dialect dialectFromJson(const QJsonObject &object);

} // namespace dockhand::source
