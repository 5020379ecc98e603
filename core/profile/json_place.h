// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <optional>

namespace dockhand::profile {

/// The first thing wrong in a profile's JSON. Later complaints are dropped: they often follow from
/// the first.
class JsonComplaint final
{
public:
    void add(const QString &path, const QString &reason);
    [[nodiscard]] bool isEmpty() const { return !m_error.has_value(); }
    /// profile.invalid with path and reason. Only when not empty.
    [[nodiscard]] const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

/// An object inside a JSON document together with its path ("columns[3]"), read strictly: a wrong
/// type, a missing member or a member that is not known is a complaint. The readers return a
/// default value after a complaint. Borrows `complaint`.
class JsonPlace final
{
public:
    JsonPlace(const QJsonValue &value, QString path, JsonComplaint &complaint);

    /// Complains about each member that is not in `names`.
    void allowOnly(const QStringList &names) const;

    [[nodiscard]] bool has(const QString &name) const { return m_object.contains(name); }
    [[nodiscard]] QString text(const QString &name) const; ///< must be there and not be empty
    [[nodiscard]] bool flag(const QString &name, bool fallback) const;
    [[nodiscard]] int number(const QString &name, int fallback, int least, int most) const;
    [[nodiscard]] QStringList texts(const QString &name) const; ///< missing: empty
    [[nodiscard]] QJsonArray items(const QString &name) const;  ///< must be there and not be empty

    [[nodiscard]] QString path(const QString &name) const;
    [[nodiscard]] QString path(const QString &name, qsizetype index) const;
    [[nodiscard]] JsonPlace item(const QString &name, qsizetype index) const;
    void complain(const QString &path, const QString &reason) const;

private:
    QJsonObject m_object;
    QString m_path;
    JsonComplaint *m_complaint;
};

} // namespace dockhand::profile
