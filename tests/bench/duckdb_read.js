// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// node duckdb_read.js FOLDER read|convert THREADS FILE
// Reads an order export by DuckDB and prints what that took, as read_orders does. FOLDER is where
// `npm install @duckdb/node-api` was run. Nothing is stored: each column's values are counted, so none can be
// left out. DuckDB is told the dialect, the columns and their types, so it need not guess.
"use strict";
const { createRequire } = require("node:module");
const path = require("node:path");

const [folder, mode, threads, file] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(path.resolve(folder, "package.json"))("@duckdb/node-api");

const amounts = ["Harga Produk", "Total Harga Produk", "Biaya Lain", "Biaya Mitra Jakmall", "Total Transaksi",
    "Harga Produk Channel", "Total Harga Produk Channel", "Potensi Keuntungan"];
const types = { "Qty": "BIGINT", "Waktu Pesanan": "TIMESTAMP", "Waktu Pengiriman": "TIMESTAMP" };
for (const name of amounts)
    types[name] = "DECIMAL(18,2)";

function quoted(text) {
    return `'${text.replaceAll("'", "''")}'`;
}

function query(header) {
    const columns = header.map(name =>
        `${quoted(name)}: ${quoted(mode === "convert" ? types[name] ?? "VARCHAR" : "VARCHAR")}`);
    return `SELECT count(*), count(COLUMNS(*)) FROM read_csv(${quoted(file)}, auto_detect = false, header = true,
        delim = ',', quote = '"', escape = '"', timestampformat = '%d %B %Y, %H:%M:%S',
        columns = {${columns.join(", ")}})`;
}

async function main() {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(`SET threads = ${Number(threads)}`);
    const firstLine = await connection.runAndReadAll(
        `SELECT * FROM read_csv(${quoted(file)}, all_varchar = true, header = true) LIMIT 0`);
    const text = query(firstLine.columnNames());
    const before = process.cpuUsage();
    const start = process.hrtime.bigint();
    const rows = (await connection.runAndReadAll(text)).getRows()[0][0];
    const wall = Number(process.hrtime.bigint() - start) / 1e9;
    const cpu = process.cpuUsage(before);
    console.log(JSON.stringify(
        { records: Number(rows), wall_seconds: wall, cpu_seconds: (cpu.user + cpu.system) / 1e6 }));
}

main().catch(error => {
    console.error(String(error));
    process.exit(1);
});
