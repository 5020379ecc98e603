// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QString>

namespace dockhand::cli {

/// Settings of a command by the long names of its options. A switch that is on has an empty value.
using ConfigValues = QHash<QString, QString>;

/// Reads a file for --config: a JSON object whose members are named as the options, for example
/// {"to": "sqlite:shop.sqlite", "memory-limit": "64M", "concurrency": 2, "force": true}. `options`
/// are those of the command, true where one takes a value. Paths in it are relative to the current
/// folder, as on the command line. Errors: option.invalid naming the file and what is expected.
[[nodiscard]] Result<ConfigValues> readConfigFile(const QString &path,
                                                  const QHash<QString, bool> &options);

} // namespace dockhand::cli
