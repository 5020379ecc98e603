// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/json_place.h"

#include <QCoreApplication>

namespace dockhand::profile {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ImportProfile", text);
}

} // namespace

void JsonComplaint::add(const QString &path, const QString &reason)
{
    if (!m_error)
        m_error = Error { ErrorCode::ProfileInvalid, {}, { path, reason } };
}

JsonPlace::JsonPlace(const QJsonValue &value, QString path, JsonComplaint &complaint)
    : m_object(value.toObject())
    , m_path(std::move(path))
    , m_complaint(&complaint)
{
    if (!value.isObject())
        complain(m_path.isEmpty() ? u"$"_s : m_path, tr("an object is expected"));
}

void JsonPlace::allowOnly(const QStringList &names) const
{
    for (auto member = m_object.begin(); member != m_object.end(); ++member) {
        if (!names.contains(member.key()))
            complain(path(member.key()), tr("there is no such setting"));
    }
}

QString JsonPlace::text(const QString &name) const
{
    const auto value = m_object.value(name);
    if (value.isUndefined())
        complain(path(name), tr("it is missing"));
    else if (!value.isString() || value.toString().trimmed().isEmpty())
        complain(path(name), tr("a text that is not empty is expected"));
    return value.toString();
}

bool JsonPlace::flag(const QString &name, bool fallback) const
{
    const auto value = m_object.value(name);
    if (!value.isUndefined() && !value.isBool())
        complain(path(name), tr("true or false is expected"));
    return value.toBool(fallback);
}

int JsonPlace::number(const QString &name, int fallback, int least, int most) const
{
    const auto value = m_object.value(name);
    if (value.isUndefined())
        return fallback;
    const auto wide = value.toInteger(qint64 { least } - 1);
    if (!value.isDouble() || wide < least || wide > most) {
        complain(path(name), tr("a whole number from %1 to %2 is expected").arg(least).arg(most));
        return fallback;
    }
    return static_cast<int>(wide);
}

QStringList JsonPlace::texts(const QString &name) const
{
    const auto value = m_object.value(name);
    QStringList result;
    if (!value.isUndefined() && !value.isArray())
        complain(path(name), tr("a list of texts is expected"));
    const auto items = value.toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (!items.at(i).isString() || items.at(i).toString().isEmpty())
            complain(path(name, i), tr("a text that is not empty is expected"));
        result.append(items.at(i).toString());
    }
    return result;
}

QJsonArray JsonPlace::items(const QString &name) const
{
    const auto value = m_object.value(name);
    if (value.isUndefined())
        complain(path(name), tr("it is missing"));
    else if (!value.isArray() || value.toArray().isEmpty())
        complain(path(name), tr("a list that is not empty is expected"));
    return value.toArray();
}

QString JsonPlace::path(const QString &name) const
{
    return m_path.isEmpty() ? name : m_path + u'.' + name;
}

QString JsonPlace::path(const QString &name, qsizetype index) const
{
    return u"%1[%2]"_s.arg(path(name), QString::number(index));
}

JsonPlace JsonPlace::item(const QString &name, qsizetype index) const
{
    return { m_object.value(name).toArray().at(index), path(name, index), *m_complaint };
}

void JsonPlace::complain(const QString &path, const QString &reason) const
{
    m_complaint->add(path, reason);
}

} // namespace dockhand::profile
