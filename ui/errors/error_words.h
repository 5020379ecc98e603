// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace dockhand::ui {

/// Short words for what is wrong with a record, by the stable id of its error code.
class ErrorWords final
{
    Q_DECLARE_TR_FUNCTIONS(ErrorWords)

public:
    /// "Too few fields"; the id itself where there is no word for it.
    [[nodiscard]] static QString kind(const QString &codeId);
    /// The value at fault as it is shown: a bare number of fields gets its word.
    [[nodiscard]] static QString value(const QString &codeId, const QString &value);
};

} // namespace dockhand::ui
