// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/import_profile.h"

#include <QByteArray>
#include <QString>

namespace dockhand::fault {

/// A value in the database as one text that keeps types apart: "null", "integer 1", "real 1.5",
/// "text abc".
using StoredValue = QByteArray;

[[nodiscard]] StoredValue storedNull();
[[nodiscard]] StoredValue stored(qint64 value);
[[nodiscard]] StoredValue stored(double value);
[[nodiscard]] StoredValue stored(const QString &value);

/// What becomes of a field.
struct ReferenceValue
{
    StoredValue stored;
    QString problem; ///< error id; empty: the value is good
};

/// The field as FORMAT.md says: trimmed, freed of its apostrophe, empty where it is NULL.
[[nodiscard]] QString cleanedField(const profile::SourceColumn &column, const QByteArray &field);

/// Reads a field by nothing but FORMAT.md, in the order of its rules.
[[nodiscard]] ReferenceValue readField(const profile::SourceColumn &column,
                                       const QByteArray &field);

} // namespace dockhand::fault
