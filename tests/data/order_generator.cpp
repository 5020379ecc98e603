// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/order_generator.h"

#include "tests/data/order_vocabulary.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <numeric>
#include <utility>

namespace dockhand::testdata {

namespace {

constexpr std::size_t kMaxItems = 5;
constexpr std::size_t kFlushBytes = 900'000;
constexpr int kClean = -1;

constexpr std::string_view kHeader
    = "No,Waktu Pesanan,Status,Kode Pesanan,Kode Transaksi,SKU,Nama Produk,Harga Produk,Qty,"
      "Total Harga Produk,Biaya Lain,Biaya Mitra Jakmall,Total Transaksi,Harga Produk Channel,"
      "Total Harga Produk Channel,Potensi Keuntungan,Dibuat Oleh,Channel,Nama Toko,"
      "Kode Invoice Channel,Gudang Pengiriman,Jenis Ekspedisi,Cashless,Nomor Resi,"
      "Waktu Pengiriman,Provinsi,Kota";

// splitmix64: the whole state is one number, so an order can be made again from its own number.
std::uint64_t mix(std::uint64_t value)
{
    value += 0x9E3779B97F4A7C15U;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31);
}

struct RandomStream
{
    std::uint64_t state;

    std::uint64_t next()
    {
        state += 0x9E3779B97F4A7C15U;
        return mix(state);
    }
};

void appendNumber(std::string &out, std::int64_t number)
{
    char digits[24];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    out.append(digits, end);
}

// An amount with two decimal places, given in units of 0.50.
void appendHalves(std::string &out, std::int64_t halves)
{
    if (halves < 0)
        out += '-';
    const auto magnitude = halves < 0 ? -halves : halves;
    appendNumber(out, magnitude / 2);
    out += magnitude % 2 == 0 ? ".00" : ".50";
}

void appendPadded(std::string &out, std::uint64_t number, std::size_t width)
{
    char digits[24];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    const auto length = static_cast<std::size_t>(end - digits);
    if (length < width)
        out.append(width - length, '0');
    out.append(digits, end);
}

template <class List>
const auto &pick(const List &list, std::uint64_t random)
{
    return list[random % list.size()];
}

// Whether the order and the SKU stand in their places in a row spoiled in this way.
bool keepsKey(int dirt)
{
    return dirt == kClean || dirt == static_cast<int>(Dirt::BadQuantity)
        || dirt == static_cast<int>(Dirt::BadAmount) || dirt == static_cast<int>(Dirt::BadDate);
}

} // namespace

/// One order with its items; what all its rows share is ready as text.
struct OrderGenerator::Order
{
    struct Item
    {
        const Product *product;
        std::int64_t quantity;
    };

    std::int64_t index = 0;  // within the set
    std::int64_t number = 0; // what it is made of
    std::size_t itemCount = 0;
    std::array<Item, kMaxItems> items {};
    bool hasSkuTwice = false;
    std::int64_t otherFee = 0;
    std::int64_t partnerFee = 0;
    std::int64_t total = 0;
    std::int64_t markupPercent = 0;
    std::string date;      // quoted
    std::string stateCell; // ,state,
    std::string code;
    std::string transaction;
    std::string tail; // from the maker to the city

    void addItems(RandomStream &random);
    void addTail(RandomStream &random);
    void appendDate(std::string &out, bool isShipping) const;
};

std::int64_t ExpectedCounts::rejected() const
{
    return std::accumulate(dirty.begin(), dirty.end(), std::int64_t { 0 });
}

std::string ExpectedCounts::toJson() const
{
    std::string text = "{\n";
    const auto add = [&text](std::string_view name, std::int64_t value) {
        text.append("  \"").append(name).append("\": ");
        appendNumber(text, value);
        text.append(",\n");
    };
    add("files", files);
    add("bytes", bytes);
    add("rows", rows);
    add("orders", orders);
    add("items", items);
    add("inserted", items);
    add("duplicate", duplicates());
    add("rejected", rejected());
    text.append("  \"dirty\": {");
    for (std::size_t kind = 0; kind < dirty.size(); ++kind) {
        text.append(kind == 0 ? " \"" : ", \"").append(kDirtNames[kind]).append("\": ");
        appendNumber(text, dirty[kind]);
    }
    return text.append(" }\n}\n");
}

OrderGenerator::OrderGenerator(const OrderSetOptions &options)
    : m_options(options)
    , m_state(mix(options.seed ^ 0xD0C4A4D))
{
}

std::string_view OrderGenerator::header()
{
    return kHeader;
}

std::uint64_t OrderGenerator::nextRandom()
{
    RandomStream stream { m_state };
    const auto value = stream.next();
    m_state = stream.state;
    return value;
}

bool OrderGenerator::chance(double share)
{
    return share > 0 && static_cast<double>(nextRandom() >> 11) * 0x1.0p-53 < share;
}

void OrderGenerator::Order::addItems(RandomStream &random)
{
    constexpr std::array<std::size_t, 10> kCounts { 1, 1, 1, 1, 1, 1, 2, 2, 3, kMaxItems };
    itemCount = pick(kCounts, random.next());
    for (std::size_t at = 0; at < itemCount; ++at) {
        const auto isSameAgain = at > 0 && random.next() % 16 == 0;
        const auto *product
            = isSameAgain ? items[at - 1].product : &pick(catalogue(), random.next());
        items[at] = { product, static_cast<std::int64_t>(random.next() % 4 + 1) };
        total += product->price * items[at].quantity;
        for (std::size_t before = 0; before < at; ++before)
            hasSkuTwice |= items[before].product->sku == product->sku;
    }
    otherFee = static_cast<std::int64_t>(random.next() % 3 * 500);
    partnerFee = 1000 + total / 100;
    total += otherFee + partnerFee;
    markupPercent = static_cast<std::int64_t>(random.next() % 40) - 5;
}

// The time rises with the number: 40 seconds an order, in months of 28 days.
void OrderGenerator::Order::appendDate(std::string &out, bool isShipping) const
{
    const auto seconds = static_cast<std::uint64_t>(number) * 40 + 7;
    const auto day = seconds / 86400;
    const auto clock = seconds % 86400;
    out += '"';
    appendPadded(out, day % 28 + 1, 2);
    out.append(1, ' ').append(kMonths[day / 28 % 12]).append(1, ' ');
    appendPadded(out, 2021 + day / 336, 4);
    out.append(", ");
    appendPadded(out, isShipping ? 23 : clock / 3600, 2);
    out += ':';
    appendPadded(out, clock / 60 % 60, 2);
    out += ':';
    appendPadded(out, clock % 60, 2);
    out += '"';
}

void OrderGenerator::Order::addTail(RandomStream &random)
{
    const auto &shop = pick(kShops, random.next());
    tail.append(",dewi@example.test,").append(shop.channel).append(1, ',').append(shop.nameCell);
    tail.append(",'INV");
    appendPadded(tail, random.next() % 1'000'000'000, 9);
    tail.append(1, ',').append(pick(kWarehouses, random.next()));
    tail.append(1, ',').append(pick(kCarriers, random.next()));
    tail.append(random.next() % 2 == 0 ? ",Ya," : ",Tidak,");
    const auto isSent = random.next() % 12 != 0;
    if (isSent) // begins with zeros: text, not a number
        appendPadded(tail, random.next() % 1'000'000'000'000'000, 18);
    tail += ',';
    if (isSent)
        appendDate(tail, true);
    const auto &destination = pick(kDestinations, random.next());
    tail.append(1, ',').append(destination.province).append(1, ',').append(destination.city);
}

OrderGenerator::Order OrderGenerator::makeOrder(std::int64_t index) const
{
    const auto number = m_options.firstOrder + index;
    const auto serial = static_cast<std::uint64_t>(number);
    RandomStream random { mix(mix(m_options.seed) ^ serial) };
    Order order;
    order.index = index;
    order.number = number;
    order.addItems(random);
    order.appendDate(order.date, false);
    order.stateCell.append(1, ',').append(pick(kStates, random.next())).append(1, ',');
    // An odd factor makes the codes a permutation: all different, in no order.
    order.code = "ORD";
    appendPadded(order.code, (serial * 0x9E3779B97FU + m_options.seed) & 0xFFFFFFFFFFU, 13);
    order.transaction = "TRX";
    appendPadded(order.transaction, serial, 9);
    order.addTail(random);
    return order;
}

std::int64_t OrderGenerator::pickOrder()
{
    const auto fresh = static_cast<std::int64_t>(m_cleanItems.size());
    if (fresh > 0 && chance(m_options.repeatShare)) {
        const auto earlier
            = static_cast<std::int64_t>(nextRandom() % static_cast<std::uint64_t>(fresh));
        if (std::find(m_open.begin(), m_open.end(), earlier) == m_open.end())
            return earlier;
    }
    m_cleanItems.push_back(0);
    return fresh;
}

void OrderGenerator::writeRow(const Order &order, std::size_t item, int dirt)
{
    const auto is = [dirt](Dirt kind) { return dirt == static_cast<int>(kind); };
    const auto &[product, quantity] = order.items[item];
    auto &out = m_buffer;
    appendNumber(out, m_rowNumber);
    out += ',';
    out += is(Dirt::BadDate) ? "\"31 Februember 2021, 10:00:00\"" : order.date;
    out += order.stateCell;
    if (!is(Dirt::MissingOrderCode))
        out += order.code;
    out.append(1, ',').append(order.transaction);
    out.append(1, ',').append(product->sku);
    if (is(Dirt::CutOff))
        return;
    out.append(1, ',').append(product->nameCell).append(1, ',');
    appendNumber(out, product->price);
    out += ',';
    if (is(Dirt::BadQuantity))
        out += "dua";
    else
        appendNumber(out, quantity);
    const auto cost = product->price * quantity;
    for (const auto amount : { cost, order.otherFee, order.partnerFee, order.total }) {
        out += ',';
        appendNumber(out, amount);
    }
    if (is(Dirt::BadAmount))
        out += 'x';
    const auto price = product->price * (100 + order.markupPercent) / 50 + 1; // in halves
    for (const auto amount :
         { price, price * quantity, price * quantity - 2 * cost - 2 * order.otherFee }) {
        out += ',';
        appendHalves(out, amount);
    }
    out += order.tail;
    if (is(Dirt::ExtraFields))
        out += ",lagi,lagi";
}

void OrderGenerator::noteRow(const Order &order, std::size_t item, int dirt)
{
    ++m_counts.rows;
    if (dirt == kClean) {
        m_cleanItems[static_cast<std::size_t>(order.index)]
            |= static_cast<std::uint8_t>(1U << item);
    } else {
        ++m_counts.dirty[static_cast<std::size_t>(dirt)];
    }
    if (keepsKey(dirt))
        m_open.clear();
    m_open.push_back(order.index);
}

int OrderGenerator::pickDirt(const Order &order)
{
    if (m_options.everyRow)
        return static_cast<int>(*m_options.everyRow);
    if (!order.hasSkuTwice && chance(m_options.dirtyShare))
        return static_cast<int>(nextRandom() % kDirtNames.size());
    return kClean;
}

void OrderGenerator::writeOrder(const Order &order, std::int64_t rowsLeft)
{
    const auto count = std::min(static_cast<std::int64_t>(order.itemCount), rowsLeft);
    for (std::size_t item = 0; item < static_cast<std::size_t>(count); ++item) {
        const auto dirt = pickDirt(order);
        ++m_rowNumber;
        writeRow(order, item, dirt);
        m_buffer += m_options.withCrlf ? "\r\n" : "\n";
        noteRow(order, item, dirt);
    }
}

void OrderGenerator::writeFile(const Sink &sink)
{
    const auto flush = [&] {
        m_counts.bytes += static_cast<std::int64_t>(m_buffer.size());
        sink(m_buffer);
        m_buffer.clear();
    };
    m_rowNumber = 0;
    m_open.clear();
    m_buffer = m_options.withBom ? "\xEF\xBB\xBF" : "";
    m_buffer.append(kHeader).append(m_options.withCrlf ? "\r\n" : "\n");
    while (m_rowNumber < m_options.rowsPerFile) {
        writeOrder(makeOrder(pickOrder()), m_options.rowsPerFile - m_rowNumber);
        if (m_buffer.size() > kFlushBytes)
            flush();
    }
    flush();
    ++m_counts.files;
}

std::string OrderGenerator::file()
{
    std::string text;
    writeFile([&text](std::string_view piece) { text.append(piece); });
    return text;
}

ExpectedCounts OrderGenerator::expected() const
{
    auto counts = m_counts;
    for (const auto items : m_cleanItems) {
        counts.orders += items != 0 ? 1 : 0;
        counts.items += std::popcount(items);
    }
    return counts;
}

} // namespace dockhand::testdata
