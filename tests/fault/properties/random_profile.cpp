// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/properties/random_profile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

// Often enough, so that each type meets each setting.
constexpr std::array kTypes { "text",    "text", "text",      "integer", "integer", "decimal",
                              "decimal", "date", "timestamp", "boolean", "real" };

class ProfileMaker final
{
public:
    explicit ProfileMaker(Dice &dice)
        : m_dice(dice)
    {
    }

    QByteArray make()
    {
        m_hasTwoTables = m_dice.chance(35);
        m_hasGroup = m_hasTwoTables || m_dice.chance(35);
        m_counts = m_hasGroup && m_dice.chance(75);
        addSpecialColumns();
        const auto others = m_dice.number(m_columns.isEmpty() ? 1 : 0, 6);
        for (int i = 0; i < others; ++i)
            addColumn(u"Column %1"_s.arg(i + 1), QString::fromLatin1(m_dice.pick(kTypes)));
        QJsonObject profile { { u"id"_s, u"random"_s },
                              { u"title"_s, u"Random"_s },
                              { u"tables"_s, tables() } };
        profile.insert(u"columns"_s, m_columns);
        if (m_hasGroup)
            profile.insert(u"group"_s, u"Order"_s);
        if (m_counts)
            profile.insert(u"occurrenceOf"_s, QJsonArray { u"Order"_s, u"SKU"_s });
        if (m_hasChannel)
            profile.insert(u"channel"_s, u"Channel"_s);
        return QJsonDocument(profile).toJson(QJsonDocument::Compact);
    }

private:
    void addSpecialColumns()
    {
        if (m_hasGroup)
            addColumn(u"Order"_s, u"text"_s, m_hasTwoTables);
        if (m_counts || m_dice.chance(20))
            addColumn(u"SKU"_s, u"text"_s);
        m_hasChannel = m_dice.chance(25);
        if (m_hasChannel)
            addColumn(u"Channel"_s, u"text"_s);
    }

    void addColumn(const QString &name, const QString &type, bool mustBeRequired = false)
    {
        QJsonObject column { { u"name"_s, name }, { u"type"_s, type } };
        const bool isRequired = mustBeRequired || m_dice.chance(45);
        if (isRequired)
            column.insert(u"required"_s, true);
        else if (m_dice.chance(15))
            column.insert(u"optionalInFile"_s, true);
        if (m_dice.chance(15))
            column.insert(u"trim"_s, false);
        if (m_dice.chance(20))
            column.insert(u"stripLeadingApostrophe"_s, true);
        if (m_dice.chance(20))
            column.insert(u"nullSpellings"_s, QJsonArray { u"-"_s, u"NULL"_s });
        addSettingsOf(type, column);
        m_columns.append(column);
        if (isRequired && type != "real"_L1)
            m_keyColumns.append(sqlName(name));
    }

    void addSettingsOf(const QString &type, QJsonObject &column)
    {
        if (type == "text"_L1) {
            if (m_dice.chance(20))
                column.insert(u"maxLength"_s, m_dice.number(2, 12));
            if (m_dice.chance(10))
                column.insert(u"allowed"_s, QJsonArray { u"red"_s, u"green"_s, u"blue"_s });
        } else if (type == "date"_L1) {
            column.insert(u"formats"_s,
                          formats({ u"yyyy-MM-dd"_s, u"dd/MM/yyyy"_s, u"d.M.yyyy"_s,
                                    u"dd MMM yyyy"_s, u"d MMMM yyyy"_s }));
        } else if (type == "timestamp"_L1) {
            column.insert(u"formats"_s,
                          formats({ u"yyyy-MM-dd HH:mm:ss"_s, u"dd/MM/yyyy H:mm"_s,
                                    u"dd MMMM yyyy, HH:mm:ss"_s, u"yyyy-MM-dd'T'HH:mm"_s }));
        } else if (type != "boolean"_L1) {
            addSettingsOfNumbers(type, column);
        }
    }

    void addSettingsOfNumbers(const QString &type, QJsonObject &column)
    {
        static const QStringList styles { u"plain"_s, u"dot-decimal"_s, u"comma-decimal"_s };
        if (type != "real"_L1)
            column.insert(u"numberStyle"_s, m_dice.pick(styles));
        if (type == "decimal"_L1)
            column.insert(u"scale"_s,
                          m_dice.chance(10) ? m_dice.number(5, 18) : m_dice.number(0, 4));
        if (type != "real"_L1 && m_dice.chance(15))
            column.insert(u"canonicalNumbers"_s, true);
    }

    QJsonArray formats(QStringList patterns)
    {
        m_dice.shuffle(patterns);
        return QJsonArray::fromStringList(patterns.mid(0, m_dice.number(1, 2)));
    }

    static QString sqlName(QString name) { return name.toLower().replace(u' ', u'_'); }

    QJsonArray tables()
    {
        if (!m_hasTwoTables)
            return { lastTable() };
        QJsonArray columns { tableColumn(u"Order"_s) };
        for (const auto &column : m_columns) {
            const auto name = column[u"name"_s].toString();
            if (name != "Order"_L1 && m_dice.chance(40))
                columns.append(tableColumn(name));
        }
        return { QJsonObject { { u"name"_s, u"parents"_s },
                               { u"rowPerRecord"_s, false },
                               { u"key"_s, QJsonArray { u"order"_s } },
                               { u"columns"_s, columns } },
                 lastTable() };
    }

    static QJsonObject tableColumn(const QString &name)
    {
        return { { u"name"_s, sqlName(name) }, { u"from"_s, name } };
    }

    QJsonObject lastTable()
    {
        QJsonArray columns;
        for (const auto &column : m_columns)
            columns.append(tableColumn(column[u"name"_s].toString()));
        auto keys = m_keyColumns;
        if (m_counts && m_dice.chance(85)) {
            columns.append(QJsonObject { { u"name"_s, u"item_no"_s }, { u"occurrence"_s, true } });
            keys.append(u"item_no"_s);
        }
        QJsonObject table { { u"name"_s, u"rows"_s }, { u"columns"_s, columns } };
        m_dice.shuffle(keys);
        if (!keys.isEmpty() && !m_dice.chance(25)) {
            const auto most = std::min<qsizetype>(keys.size(), 4);
            table.insert(u"key"_s, QJsonArray::fromStringList(keys.mid(0, m_dice.number(1, most))));
        }
        return table;
    }

    Dice &m_dice;
    bool m_hasTwoTables = false;
    bool m_hasGroup = false;
    bool m_hasChannel = false;
    bool m_counts = false;
    QJsonArray m_columns;
    QStringList m_keyColumns; ///< those that can be part of a key
};

} // namespace

QByteArray randomProfile(Dice &dice)
{
    return ProfileMaker(dice).make();
}

} // namespace dockhand::fault
