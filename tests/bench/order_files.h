// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/data/order_generator.h"

#include <QString>
#include <QStringList>

#include <map>

namespace dockhand::bench {

/// A set of order exports on disk.
struct OrderSet
{
    QString folder;
    QStringList paths;
    testdata::ExpectedCounts counts;
};

/// Makes sets of order exports in a folder; a set of one name is made only once. One thread.
class OrderFiles final
{
public:
    explicit OrderFiles(QString folder)
        : m_folder(std::move(folder))
    {
    }

    /// Null, with a word on standard error, when it could not be written. The set lives as long as
    /// this object.
    [[nodiscard]] const OrderSet *make(const QString &name,
                                       const testdata::OrderSetOptions &options);

private:
    QString m_folder;
    std::map<QString, OrderSet> m_sets;
};

} // namespace dockhand::bench
