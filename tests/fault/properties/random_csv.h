// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/import_profile.h"
#include "core/source/compression.h"
#include "core/source/dialect.h"
#include "tests/fault/properties/dice.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <vector>

namespace dockhand::fault {

/// One file of a case.
struct RandomFile
{
    QString name;
    QByteArray text;  ///< what the file says, in UTF-8
    QByteArray bytes; ///< the same in the file's encoding
    source::Dialect dialect;
    source::Compression compression = source::Compression::None; ///< of the bytes, on the disk
};

/// Makes the files of a case: values that fit their columns, or nearly, written down as CSV well or
/// badly. Records, or their keys, come again inside a file and in the ones behind it.
class RandomCsv final
{
public:
    RandomCsv(const profile::ImportProfile &profile, Dice &dice);

    [[nodiscard]] RandomFile file(const QString &name, qint64 records);

private:
    /// Per cent of the records, or of the places, at which this happens.
    struct Habits
    {
        int broken = 0;
        int blankLines = 0;
        int quotes = 0;
        int longFields = 0;
        int otherOrders = 0; ///< the next record belongs to another group
    };

    void chooseHabits();
    [[nodiscard]] std::vector<int> chooseFields();
    void addHeader(const std::vector<int> &fields);
    void addRecord(const std::vector<int> &fields);
    [[nodiscard]] QByteArrayList nextValues();
    [[nodiscard]] QByteArray valueOf(std::size_t column);
    [[nodiscard]] QByteArray longText();
    [[nodiscard]] QByteArray written(const QByteArray &value);
    void damage(QByteArray &record);
    void damageField(QByteArrayList &fields);
    void addLineEnd();
    void encode(RandomFile &file);

    const profile::ImportProfile &m_profile;
    Dice &m_dice;
    Habits m_habits;
    source::Dialect m_dialect;
    QByteArray m_lineEnd; ///< empty: any
    QByteArray m_text;
    QByteArray m_group;
    std::vector<QByteArrayList> m_earlier; ///< values by column of records in all files
};

} // namespace dockhand::fault
