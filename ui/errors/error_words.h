// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QCoreApplication>
#include <QString>

namespace dockhand::ui {

/// What the window says of errors: short words for what is wrong with a record, by the stable id of
/// its error code, and sentences whose way out is one of the window's own.
class ErrorWords final
{
    Q_DECLARE_TR_FUNCTIONS(ErrorWords)

public:
    /// "Too few fields"; the id itself where there is no word for it.
    [[nodiscard]] static QString kind(const QString &codeId);
    /// The value at fault as it is shown: a bare number of fields gets its word.
    [[nodiscard]] static QString value(const QString &codeId, const QString &value);
    /// What happened and what to do here.
    [[nodiscard]] static QString sentences(const Error &error);
    /// The same, with its place.
    [[nodiscard]] static QString text(const Error &error);
};

} // namespace dockhand::ui
