<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id" sourcelanguage="en">
<context>
    <name>CommandLine</name>
    <message>
        <source>Shows this help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read files in this encoding: UTF-8, UTF-16LE, UTF-16BE, windows-1252, ISO-8859-1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields are separated by this character, or “tab”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields are quoted with this character, or “none”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header is the Nth record that is not blank; 0: there is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database: sqlite:PATH, a path ending in .sqlite or .db, or qsql:DRIVER:DATABASE. Default: dockhand.sqlite in your data folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the files are. Default: recognised by their header.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table for files without a profile of their own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave larger files out, for example 500M.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take options from this JSON file, too: {&quot;memory-limit&quot;: &quot;64M&quot;, &quot;force&quot;: true}. Those given here win.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“dockhand-cli %1 --help” lists what can be said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usage: dockhand-cli %1 [options] %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConfigFile</name>
    <message>
        <source>a file that can be read (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a file of settings, which is smaller than 1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a JSON object (this one breaks at byte %1: %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a JSON object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>options of this command only (“%1” is none)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text or a number for “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false for “%1”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CsvReader</name>
    <message>
        <source>A quote in the header is never closed.</source>
        <translation>Tanda kutip di baris judul tidak pernah ditutup.</translation>
    </message>
    <message>
        <source>The header is longer than the limit for one record.</source>
        <translation>Kepala kolom lebih panjang daripada batas untuk satu catatan.</translation>
    </message>
    <message>
        <source>there is no row %1, the last one is row %2</source>
        <translation>tidak ada baris %1, yang terakhir baris %2</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Imports order exports into a database.</source>
        <translation>Mengimpor ekspor pesanan ke dalam basis data.</translation>
    </message>
    <message>
        <source>Import into this database.</source>
        <translation>Impor ke basis data ini.</translation>
    </message>
    <message>
        <source>light, dark or system.</source>
        <translation>light, dark, atau system.</translation>
    </message>
    <message>
        <source>Files and folders to queue.</source>
        <translation>Berkas dan folder yang dimasukkan ke antrean.</translation>
    </message>
    <message>
        <source>--theme is light, dark or system.</source>
        <translation>--theme harus light, dark, atau system.</translation>
    </message>
</context>
<context>
    <name>DialectGuess</name>
    <message>
        <source>TAB</source>
        <translation>TAB</translation>
    </message>
    <message>
        <source>No delimiter was found: one column.</source>
        <translation>Tidak ada pemisah yang ditemukan: satu kolom.</translation>
    </message>
    <message>
        <source>“%1” is the delimiter (fields: %2, in records: %3 of %4).</source>
        <translation>“%1” adalah pemisah (kolom: %2, pada baris: %3 dari %4).</translation>
    </message>
    <message>
        <source>The header is record %1: the %2 before it are much shorter.</source>
        <translation>Judul kolom ada di baris %1: %2 baris sebelumnya jauh lebih pendek.</translation>
    </message>
    <message>
        <source>Line 1 names the delimiter (sep=).</source>
        <translation>Baris 1 menyebut pemisahnya (sep=).</translation>
    </message>
</context>
<context>
    <name>DumpCommand</name>
    <message>
        <source>it is a pipe or a device; save its contents in a file first</source>
        <translation>ini pipa atau perangkat; simpan isinya ke berkas lebih dahulu</translation>
    </message>
    <message>
        <source>Prints every record of a file, the header first, as one JSON array of strings a line. Records that cannot be read are told on standard error, one JSON object a line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refuse longer records. Default: 16M.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print fields as they stand in the file, without reading numbers and dates. For CSV this is what is done anyway.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name one file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorCode</name>
    <message>
        <source>“%1” is not a whole number.</source>
        <translation>“%1” bukan bilangan bulat.</translation>
    </message>
    <message>
        <source>Correct the value, or give the column another type in the profile.</source>
        <translation>Perbaiki nilainya, atau beri kolom itu tipe lain di profil.</translation>
    </message>
    <message>
        <source>“%1” is not a number in the form this column uses.</source>
        <translation>“%1” bukan angka dengan bentuk yang dipakai kolom ini.</translation>
    </message>
    <message>
        <source>Correct the value, or change the column&apos;s number style in the profile.</source>
        <translation>Perbaiki nilainya, atau ubah gaya angka kolom itu di profil.</translation>
    </message>
    <message>
        <source>“%1” is neither yes nor no.</source>
        <translation>“%1” bukan ya dan bukan tidak.</translation>
    </message>
    <message>
        <source>Write true or false, yes or no, 1 or 0.</source>
        <translation>Tulis true atau false, yes atau no, 1 atau 0.</translation>
    </message>
    <message>
        <source>“%1” is not a date or time in the form this column uses.</source>
        <translation>“%1” bukan tanggal atau waktu dengan bentuk yang dipakai kolom ini.</translation>
    </message>
    <message>
        <source>Correct the date, or add its format to the profile.</source>
        <translation>Perbaiki tanggalnya, atau tambahkan formatnya ke profil.</translation>
    </message>
    <message>
        <source>A value is required here.</source>
        <translation>Nilai wajib diisi di sini.</translation>
    </message>
    <message>
        <source>Fill in the value and import the record again.</source>
        <translation>Isi nilainya lalu impor lagi baris itu.</translation>
    </message>
    <message>
        <source>The value is longer than %1 characters.</source>
        <translation>Nilainya lebih panjang dari %1 karakter.</translation>
    </message>
    <message>
        <source>Shorten the value, or raise the column&apos;s limit in the profile.</source>
        <translation>Pendekkan nilainya, atau naikkan batas kolom itu di profil.</translation>
    </message>
    <message>
        <source>“%1” is too large or too small for this column.</source>
        <translation>“%1” terlalu besar atau terlalu kecil untuk kolom ini.</translation>
    </message>
    <message>
        <source>Correct the value, or import the column as text.</source>
        <translation>Perbaiki nilainya, atau impor kolom itu sebagai teks.</translation>
    </message>
    <message>
        <source>“%1” is not one of the values allowed here.</source>
        <translation>“%1” tidak termasuk nilai yang diizinkan di sini.</translation>
    </message>
    <message>
        <source>Use an allowed value, or add this one to the profile.</source>
        <translation>Pakai nilai yang diizinkan, atau tambahkan nilai ini ke profil.</translation>
    </message>
    <message>
        <source>The record holds bytes that are not text in the file&apos;s encoding.</source>
        <translation>Baris ini berisi byte yang bukan teks menurut pengodean berkas.</translation>
    </message>
    <message>
        <source>Choose the file&apos;s real encoding, or correct the bytes at the place given.</source>
        <translation>Pilih pengodean berkas yang sebenarnya, atau perbaiki byte di tempat yang disebut.</translation>
    </message>
    <message>
        <source>The record holds a NUL byte, which text cannot.</source>
        <translation>Baris ini berisi byte NUL, yang tidak mungkin ada dalam teks.</translation>
    </message>
    <message>
        <source>Export the file again; it may be damaged or in another encoding.</source>
        <translation>Ekspor lagi berkasnya; mungkin rusak atau memakai pengodean lain.</translation>
    </message>
    <message>
        <source>“%1” cannot be stored in this column without losing digits.</source>
        <translation>“%1” tidak dapat disimpan di kolom ini tanpa kehilangan digit.</translation>
    </message>
    <message>
        <source>Round the value yourself, or give the column more decimal places.</source>
        <translation>Bulatkan sendiri nilainya, atau beri kolom itu lebih banyak desimal.</translation>
    </message>
    <message>
        <source>Fields in the record: %1, fewer than in the header.</source>
        <translation>Isian di baris ini: %1, kurang dari tajuk.</translation>
    </message>
    <message>
        <source>Fields in the record: %1, more than in the header.</source>
        <translation>Isian di baris ini: %1, lebih dari tajuk.</translation>
    </message>
    <message>
        <source>There is no file to import in: %1</source>
        <translation>Tidak ada berkas untuk diimpor di: %1</translation>
    </message>
    <message>
        <source>Name the files, or a folder that holds CSV files.</source>
        <translation>Sebutkan berkasnya, atau folder yang berisi berkas CSV.</translation>
    </message>
    <message>
        <source>Look for a missing delimiter or a line that was cut off.</source>
        <translation>Cari pemisah yang hilang atau baris yang terpotong.</translation>
    </message>
    <message>
        <source>Look for a delimiter inside a value that is not quoted. In a repair sheet, clear dockhand_rest once its fields have their place.</source>
        <translation>Cari pemisah di dalam nilai yang tidak diberi tanda kutip. Di lembar perbaikan, kosongkan dockhand_rest setelah isinya berada di tempatnya.</translation>
    </message>
    <message>
        <source>The record is longer than %1.</source>
        <translation>Baris ini lebih panjang dari %1.</translation>
    </message>
    <message>
        <source>Look for a quote that is never closed, or raise the limit for a record.</source>
        <translation>Cari tanda kutip yang tidak ditutup, atau naikkan batas untuk satu baris.</translation>
    </message>
    <message>
        <source>A quote was opened and never closed.</source>
        <translation>Ada tanda kutip yang dibuka tetapi tidak ditutup.</translation>
    </message>
    <message>
        <source>Close the quote, or double it if it belongs to the text.</source>
        <translation>Tutup tanda kutipnya, atau gandakan bila bagian dari teks.</translation>
    </message>
    <message>
        <source>There is text behind a closing quote.</source>
        <translation>Ada teks di belakang tanda kutip penutup.</translation>
    </message>
    <message>
        <source>Double a quote that belongs to the text, or remove what stands behind the field.</source>
        <translation>Gandakan tanda kutip yang bagian dari teks, atau hapus yang ada di belakang isian.</translation>
    </message>
    <message>
        <source>A record with the same key is already there.</source>
        <translation>Baris dengan kunci yang sama sudah ada.</translation>
    </message>
    <message>
        <source>Remove the record, or import with duplicates skipped or updated.</source>
        <translation>Hapus baris itu, atau impor dengan duplikat dilewati atau diperbarui.</translation>
    </message>
    <message>
        <source>The database refused the record: %1</source>
        <translation>Basis data menolak baris ini: %1</translation>
    </message>
    <message>
        <source>Correct the value that the database names, or relax the table&apos;s rule.</source>
        <translation>Perbaiki nilai yang disebut basis data, atau longgarkan aturan tabelnya.</translation>
    </message>
    <message>
        <source>The file does not exist.</source>
        <translation>Berkas tidak ada.</translation>
    </message>
    <message>
        <source>Check the path, or connect the drive it is on.</source>
        <translation>Periksa lokasinya, atau sambungkan media penyimpanannya.</translation>
    </message>
    <message>
        <source>The file cannot be read: %1</source>
        <translation>Berkas tidak dapat dibaca: %1</translation>
    </message>
    <message>
        <source>Check the permissions, or copy the file to your own disk and try again.</source>
        <translation>Periksa izinnya, atau salin berkas ke disk sendiri lalu coba lagi.</translation>
    </message>
    <message>
        <source>This is a folder, not a file.</source>
        <translation>Ini folder, bukan berkas.</translation>
    </message>
    <message>
        <source>Name the files in it, or import the folder.</source>
        <translation>Sebutkan berkas di dalamnya, atau impor foldernya.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Berkas kosong.</translation>
    </message>
    <message>
        <source>Export it again; the download may have been cut off.</source>
        <translation>Ekspor lagi; unduhannya mungkin terpotong.</translation>
    </message>
    <message>
        <source>The file has %1, more than the limit of %2.</source>
        <translation>Berkas berukuran %1, lebih dari batas %2.</translation>
    </message>
    <message>
        <source>Raise the limit (--max-file-size), or split the file.</source>
        <translation>Naikkan batasnya (--max-file-size), atau pecah berkasnya.</translation>
    </message>
    <message>
        <source>The content is not CSV but: %1.</source>
        <translation>Isinya bukan CSV, melainkan: %1.</translation>
    </message>
    <message>
        <source>Export the data as CSV and import that; what is packed together, or twice, must be unpacked first.</source>
        <translation>Ekspor datanya sebagai CSV lalu impor itu; yang dikemas bersama, atau dua kali, harus dibuka dahulu.</translation>
    </message>
    <message>
        <source>The compressed file is damaged: %1.</source>
        <translation>Berkas terkompresi ini rusak: %1.</translation>
    </message>
    <message>
        <source>Fetch the file again from where it came: the copy may have been cut off, or something may have been added to it.</source>
        <translation>Ambil lagi berkasnya dari asalnya: salinannya mungkin terpotong, atau sesuatu mungkin ditambahkan padanya.</translation>
    </message>
    <message>
        <source>Unpacking the file takes more than %1 of memory.</source>
        <translation>Membuka kompresi berkas ini memerlukan lebih dari %1 memori.</translation>
    </message>
    <message>
        <source>Unpack it with the program that made it and import the result, or pack it with a smaller window (zstd -19, xz -6).</source>
        <translation>Buka kompresinya dengan program pembuatnya lalu impor hasilnya, atau kompres dengan jendela yang lebih kecil (zstd -19, xz -6).</translation>
    </message>
    <message>
        <source>The header does not fit: %1</source>
        <translation>Tajuknya tidak cocok: %1</translation>
    </message>
    <message>
        <source>Choose another profile, or say which row is the header.</source>
        <translation>Pilih profil lain, atau sebutkan baris mana yang menjadi tajuk.</translation>
    </message>
    <message>
        <source>These are rejected records that Dockhand wrote for correction; as a file of their own they would come in twice.</source>
        <translation>Ini baris yang ditolak yang ditulis Dockhand untuk diperbaiki; sebagai berkas tersendiri baris itu akan masuk dua kali.</translation>
    </message>
    <message>
        <source>Correct them and give the file to “dockhand-cli repair”, or to “Bring in a repaired sheet” in the Errors tab.</source>
        <translation>Perbaiki lalu berikan berkasnya ke “dockhand-cli repair”, atau ke “Masukkan lembar yang sudah diperbaiki” di tab Kesalahan.</translation>
    </message>
    <message>
        <source>The file has %1 columns; a table can have %2.</source>
        <translation>Berkas punya %1 kolom; sebuah tabel dapat memuat %2.</translation>
    </message>
    <message>
        <source>Check the delimiter, or use a profile that takes only the columns you need.</source>
        <translation>Periksa pemisahnya, atau pakai profil yang hanya mengambil kolom yang diperlukan.</translation>
    </message>
    <message>
        <source>More records than allowed (%1) were rejected, so the file was stopped.</source>
        <translation>Lebih banyak baris ditolak daripada yang diizinkan (%1), jadi berkas dihentikan.</translation>
    </message>
    <message>
        <source>Look at the first errors; it may be the wrong kind of file. Or raise --max-rejects.</source>
        <translation>Lihat kesalahan pertama; mungkin jenis berkasnya keliru. Atau naikkan --max-rejects.</translation>
    </message>
    <message>
        <source>The file was changed while it was being read.</source>
        <translation>Berkas berubah saat sedang dibaca.</translation>
    </message>
    <message>
        <source>Wait until the other program has finished with it, then import it again.</source>
        <translation>Tunggu sampai program lain selesai memakainya, lalu impor lagi.</translation>
    </message>
    <message>
        <source>The file was changed since an earlier import brought in a part of it.</source>
        <translation>Berkas berubah sejak impor sebelumnya memasukkan sebagian isinya.</translation>
    </message>
    <message>
        <source>Start it over (--no-resume): that part is taken back and comes again. Or import it as another file (--force): that part stays.</source>
        <translation>Mulai dari awal (--no-resume): bagian itu ditarik kembali lalu dimasukkan lagi. Atau impor sebagai berkas lain (--force): bagian itu tetap ada.</translation>
    </message>
    <message>
        <source>The database cannot be opened: %1</source>
        <translation>Basis data tidak dapat dibuka: %1</translation>
    </message>
    <message>
        <source>Check the address, and that the folder exists and is yours.</source>
        <translation>Periksa alamatnya, dan bahwa foldernya ada serta milik Anda.</translation>
    </message>
    <message>
        <source>The connection to the database was lost: %1</source>
        <translation>Sambungan ke basis data terputus: %1</translation>
    </message>
    <message>
        <source>Check the network and the server, then import again; it goes on where it stopped.</source>
        <translation>Periksa jaringan dan server, lalu impor lagi; impor berlanjut dari tempat berhenti.</translation>
    </message>
    <message>
        <source>The database&apos;s disk is full: %1</source>
        <translation>Disk basis data penuh: %1</translation>
    </message>
    <message>
        <source>Make room, then import again; it goes on where it stopped.</source>
        <translation>Sediakan ruang, lalu impor lagi; impor berlanjut dari tempat berhenti.</translation>
    </message>
    <message>
        <source>Another program holds the database: %1</source>
        <translation>Program lain sedang memakai basis data: %1</translation>
    </message>
    <message>
        <source>Close the program that writes to it, then import again.</source>
        <translation>Tutup program yang menulis ke sana, lalu impor lagi.</translation>
    </message>
    <message>
        <source>The database does not allow this: %1</source>
        <translation>Basis data tidak mengizinkan ini: %1</translation>
    </message>
    <message>
        <source>Ask its owner for the rights to write there.</source>
        <translation>Mintalah hak tulis kepada pemiliknya.</translation>
    </message>
    <message>
        <source>The database can only be read: %1</source>
        <translation>Basis data hanya dapat dibaca: %1</translation>
    </message>
    <message>
        <source>Make the file and its folder writable, or choose another database.</source>
        <translation>Jadikan berkas dan foldernya dapat ditulis, atau pilih basis data lain.</translation>
    </message>
    <message>
        <source>The tables in the database do not fit the profile: %1</source>
        <translation>Tabel di basis data tidak cocok dengan profil: %1</translation>
    </message>
    <message>
        <source>Change the tables as named, or import into another database.</source>
        <translation>Ubah tabel seperti disebut, atau impor ke basis data lain.</translation>
    </message>
    <message>
        <source>The file is not a database: %1</source>
        <translation>Berkas itu bukan basis data: %1</translation>
    </message>
    <message>
        <source>Choose another file; this one is left as it is.</source>
        <translation>Pilih berkas lain; yang ini dibiarkan apa adanya.</translation>
    </message>
    <message>
        <source>A newer Dockhand has written to this database (ledger version %1, known: %2).</source>
        <translation>Dockhand yang lebih baru sudah menulis ke basis data ini (versi catatan %1, yang dikenal: %2).</translation>
    </message>
    <message>
        <source>Update Dockhand on this computer.</source>
        <translation>Perbarui Dockhand di komputer ini.</translation>
    </message>
    <message>
        <source>Dockhand&apos;s own tables in the database are damaged: %1</source>
        <translation>Tabel milik Dockhand di basis data rusak: %1</translation>
    </message>
    <message>
        <source>Restore the database from a backup, or import into a new one.</source>
        <translation>Pulihkan basis data dari cadangan, atau impor ke yang baru.</translation>
    </message>
    <message>
        <source>The database driver %1 is not installed.</source>
        <translation>Driver basis data %1 tidak terpasang.</translation>
    </message>
    <message>
        <source>Install it, or choose one of these: %2.</source>
        <translation>Pasang, atau pilih salah satu dari ini: %2.</translation>
    </message>
    <message>
        <source>The database reported an error: %1</source>
        <translation>Basis data melaporkan kesalahan: %1</translation>
    </message>
    <message>
        <source>Correct what the database names, then import again.</source>
        <translation>Perbaiki yang disebut basis data, lalu impor lagi.</translation>
    </message>
    <message>
        <source>The profile is not valid at %1: %2</source>
        <translation>Profil tidak sah di %1: %2</translation>
    </message>
    <message>
        <source>Correct the profile&apos;s file at that place.</source>
        <translation>Perbaiki berkas profil di tempat itu.</translation>
    </message>
    <message>
        <source>There is no profile “%1”.</source>
        <translation>Tidak ada profil “%1”.</translation>
    </message>
    <message>
        <source>Use one of these: %2.</source>
        <translation>Pakai salah satu dari ini: %2.</translation>
    </message>
    <message>
        <source>The setting %1 cannot be “%2”.</source>
        <translation>Setelan %1 tidak boleh “%2”.</translation>
    </message>
    <message>
        <source>Use %3.</source>
        <translation>Pakai %3.</translation>
    </message>
    <message>
        <source>There was not enough memory.</source>
        <translation>Memori tidak cukup.</translation>
    </message>
    <message>
        <source>Close other programs, or import with fewer files at once.</source>
        <translation>Tutup program lain, atau impor lebih sedikit berkas sekaligus.</translation>
    </message>
    <message>
        <source>“%1” cannot be written: %2</source>
        <translation>“%1” tidak dapat ditulis: %2</translation>
    </message>
    <message>
        <source>Choose another place for the file.</source>
        <translation>Pilih tempat lain untuk berkasnya.</translation>
    </message>
    <message>
        <source>The import was cancelled.</source>
        <translation>Impor dibatalkan.</translation>
    </message>
    <message>
        <source>Import the same files again to go on where it stopped.</source>
        <translation>Impor lagi berkas yang sama untuk melanjutkan dari tempat berhenti.</translation>
    </message>
    <message>
        <source>The records do not add up: %1</source>
        <translation>Jumlah baris tidak cocok: %1</translation>
    </message>
    <message>
        <source>This is a fault in Dockhand. Nothing of this part was kept; report it with the file.</source>
        <translation>Ini kesalahan Dockhand. Bagian ini tidak disimpan; laporkan beserta berkasnya.</translation>
    </message>
    <message>
        <source>Something unexpected happened: %1</source>
        <translation>Terjadi sesuatu yang tidak terduga: %1</translation>
    </message>
    <message>
        <source>This is a fault in Dockhand. Report it with these words.</source>
        <translation>Ini kesalahan Dockhand. Laporkan dengan kata-kata ini.</translation>
    </message>
</context>
<context>
    <name>ErrorsCommand</name>
    <message>
        <source>a number that “dockhand-cli history” shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number that “dockhand-cli show RUN --json” gives as file_id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes the errors of a run or a file: every rejected record with its place, its reasons and its text. Without --run and --file: of the newest run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors of this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors of this file, over all runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default: by the suffix of --output, else csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is one argument too many</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileSignature</name>
    <message>
        <source>.xls or password-protected workbook</source>
        <translation>buku kerja .xls atau yang dilindungi sandi</translation>
    </message>
    <message>
        <source>compressed file</source>
        <translation>berkas terkompresi</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>PNG image</source>
        <translation>gambar PNG</translation>
    </message>
    <message>
        <source>JPEG image</source>
        <translation>gambar JPEG</translation>
    </message>
    <message>
        <source>GIF image</source>
        <translation>gambar GIF</translation>
    </message>
    <message>
        <source>SQLite database</source>
        <translation>basis data SQLite</translation>
    </message>
    <message>
        <source>ELF program</source>
        <translation>program ELF</translation>
    </message>
    <message>
        <source>UTF-32 text</source>
        <translation>teks UTF-32</translation>
    </message>
    <message>
        <source>HTML page</source>
        <translation>halaman HTML</translation>
    </message>
    <message>
        <source>XML document</source>
        <translation>dokumen XML</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>buku kerja Excel</translation>
    </message>
    <message>
        <source>OpenDocument spreadsheet</source>
        <translation>lembar kerja OpenDocument</translation>
    </message>
    <message>
        <source>ZIP archive</source>
        <translation>arsip ZIP</translation>
    </message>
    <message>
        <source>tar archive</source>
        <translation>arsip tar</translation>
    </message>
    <message>
        <source>binary data</source>
        <translation>data biner</translation>
    </message>
    <message>
        <source>JSON file</source>
        <translation>berkas JSON</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>~ %1</source>
        <extracomment>An estimated number of records</extracomment>
        <translation>~ %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>A share in percent</extracomment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>over a day</source>
        <translation>lebih dari sehari</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 jam %2 mnt</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 mnt %2 dtk</translation>
    </message>
    <message>
        <source>under 1 s</source>
        <translation>di bawah 1 dtk</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 dtk</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>sekitar %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>From the shortest to the longest time, as on a clock</extracomment>
        <translation>%1 sampai %2</translation>
    </message>
</context>
<context>
    <name>HistoryCommand</name>
    <message>
        <source>Nothing was imported into this database yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished">Keadaan</translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished">Berkas</translation>
    </message>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inserted</source>
        <translation type="unfinished">Masuk</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation type="unfinished">Diperbarui</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished">Duplikat</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished">Ditolak</translation>
    </message>
    <message>
        <source>Lists the runs into a database, the newest first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print one JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is one argument too many</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportCommand</name>
    <message>
        <source>Keep only this channel&apos;s records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do with a record whose key is already there. Default: skip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files read at the same time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records parsed at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory to work in, 32M at least.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop a file when more records than this are rejected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject longer records. Default: 16M.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files again whose content is already in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start files over that were cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write all errors to this .csv or .json file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print one JSON object instead of the summary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How to show progress on standard error. Default: auto.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled before anything was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file to import in: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imports files into a database. Folders are searched for files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no file was named</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportPlan</name>
    <message>
        <source>A memory limit of %1 is too small to work in; %2 is used.</source>
        <translation>Batas memori %1 terlalu kecil untuk bekerja; dipakai %2.</translation>
    </message>
    <message>
        <source>Memory is limited to %1, since only %2 are free on this computer.</source>
        <translation>Memori dibatasi %1, karena hanya %2 yang bebas di komputer ini.</translation>
    </message>
    <message>
        <source>Memory is limited to %1; more would not make it faster in most cases.</source>
        <translation>Memori dibatasi %1; lebih dari itu biasanya tidak mempercepat.</translation>
    </message>
    <message>
        <source>Files read at the same time are cut from %1 to %2: more would not fit in the memory limit of %3.</source>
        <translation>Berkas yang dibaca bersamaan dikurangi dari %1 menjadi %2: lebih dari itu tidak muat dalam batas memori %3.</translation>
    </message>
    <message>
        <source>Files read at the same time: %1. More would not fit in the memory limit.</source>
        <translation>Berkas yang dibaca bersamaan: %1. Lebih dari itu tidak muat dalam batas memori.</translation>
    </message>
    <message>
        <source>Files read at the same time: %1. This computer has %2 cores, and the database takes rows from one writer at a time.</source>
        <translation>Berkas yang dibaca bersamaan: %1. Komputer ini punya %2 inti, dan basis data menerima baris dari satu penulis saja.</translation>
    </message>
    <message>
        <source>Chunks are cut from %1 to %2 records: larger ones of this width would not fit in the memory limit of %3.</source>
        <translation>Potongan dikurangi dari %1 menjadi %2 baris: yang lebih besar dengan lebar ini tidak muat dalam batas memori %3.</translation>
    </message>
    <message>
        <source>A chunk holds %1 records: a record has about %2, and chunks of about %3 are parsed fastest.</source>
        <translation>Satu potongan berisi %1 baris: satu baris sekitar %2, dan potongan sekitar %3 paling cepat diurai.</translation>
    </message>
    <message>
        <source>The time is from earlier imports into this database: about %1 records a second.</source>
        <translation>Waktunya dari impor sebelumnya ke basis data ini: sekitar %1 baris per detik.</translation>
    </message>
    <message>
        <source>The time is a first guess: nothing was imported into this database yet that could be measured.</source>
        <translation>Waktunya perkiraan awal: belum ada impor ke basis data ini yang dapat diukur.</translation>
    </message>
    <message>
        <source>Files that cannot be imported and are left out: %1.</source>
        <translation>Berkas yang tidak dapat diimpor dan ditinggalkan: %1.</translation>
    </message>
    <message>
        <source>Compressed files: %1. They hold about %2 of text, and each is checked to its end before it is imported.</source>
        <translation>Berkas terkompresi: %1. Isinya kira-kira %2 teks, dan masing-masing diperiksa sampai akhir sebelum diimpor.</translation>
    </message>
    <message>
        <source>Files read as windows-1252: %1. If letters come out wrong, choose their encoding.</source>
        <translation>Berkas yang dibaca sebagai windows-1252: %1. Jika hurufnya salah, pilih pengodeannya.</translation>
    </message>
    <message>
        <source>About %1 % of the records looked at have errors; they will be listed, and the others imported.</source>
        <translation>Sekitar %1 % dari baris yang dilihat bermasalah; akan didaftar, dan yang lain diimpor.</translation>
    </message>
</context>
<context>
    <name>InspectCommand</name>
    <message>
        <source>Compressed</source>
        <translation>Kompresi</translation>
    </message>
    <message>
        <source>%1, about %2 unpacked</source>
        <translation>%1, kira-kira %2 setelah dibuka</translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished">Kolom</translation>
    </message>
    <message>
        <source>First values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  … and %1 more columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished">Ukuran</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Header row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records</source>
        <translation type="unfinished">Baris</translation>
    </message>
    <message>
        <source>about %1, %2 each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % of the records looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows what files are: encoding, dialect, header, profile, first records, and how much they hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print one JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no file was named</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IssueText</name>
    <message>
        <source>The record is longer than the limit for one record.</source>
        <translation>Baris ini melebihi batas untuk satu baris.</translation>
    </message>
    <message>
        <source>The value is longer than the column allows.</source>
        <translation>Nilainya lebih panjang dari yang diizinkan kolom.</translation>
    </message>
</context>
<context>
    <name>LedgerWords</name>
    <message>
        <source>look for files by their path</source>
        <translation>mencari berkas menurut lokasinya</translation>
    </message>
    <message>
        <source>save a file&apos;s state</source>
        <translation>menyimpan keadaan berkas</translation>
    </message>
    <message>
        <source>give a new number</source>
        <translation>memberi nomor baru</translation>
    </message>
    <message>
        <source>%1 gives no highest number</source>
        <translation>%1 tidak memberi nomor tertinggi</translation>
    </message>
    <message>
        <source>enter the run</source>
        <translation>mencatat proses impor</translation>
    </message>
    <message>
        <source>file %1</source>
        <translation>berkas %1</translation>
    </message>
    <message>
        <source>file %1 of run %2</source>
        <translation>berkas %1 dari impor %2</translation>
    </message>
    <message>
        <source>save the run&apos;s result</source>
        <translation>menyimpan hasil impor</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>impor %1</translation>
    </message>
    <message>
        <source>read the rejected records</source>
        <translation>membaca baris yang ditolak</translation>
    </message>
    <message>
        <source>read the list of runs</source>
        <translation>membaca daftar impor</translation>
    </message>
    <message>
        <source>read a run</source>
        <translation>membaca satu impor</translation>
    </message>
    <message>
        <source>read a run&apos;s files</source>
        <translation>membaca berkas satu impor</translation>
    </message>
    <message>
        <source>read a file&apos;s state</source>
        <translation>membaca keadaan berkas</translation>
    </message>
    <message>
        <source>look for a file&apos;s content</source>
        <translation>mencari isi berkas</translation>
    </message>
    <message>
        <source>count the rejected records</source>
        <translation>menghitung baris yang ditolak</translation>
    </message>
    <message>
        <source>rejected record %1 is missing</source>
        <translation>baris tertolak %1 tidak ada</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>%1 tidak ada</translation>
    </message>
    <message>
        <source>“%1” is no value for %2, found when trying to %3</source>
        <translation>“%1” bukan nilai untuk %2, ditemukan saat %3</translation>
    </message>
    <message>
        <source>its ledger is of an older version and must be brought up to date</source>
        <translation>buku catatannya dari versi lama dan harus diperbarui</translation>
    </message>
    <message>
        <source>%1 is not a table</source>
        <translation>%1 bukan tabel</translation>
    </message>
    <message>
        <source>read the ledger&apos;s version</source>
        <translation>membaca versi buku catatan</translation>
    </message>
    <message>
        <source>dockhand_meta holds no version</source>
        <translation>dockhand_meta tidak berisi versi</translation>
    </message>
    <message>
        <source>“%1” is no version</source>
        <translation>“%1” bukan versi</translation>
    </message>
    <message>
        <source>dockhand_meta is missing, but %1 is there</source>
        <translation>dockhand_meta tidak ada, tetapi %1 ada</translation>
    </message>
    <message>
        <source>make the ledger&apos;s tables</source>
        <translation>membuat tabel buku catatan</translation>
    </message>
    <message>
        <source>look at %1</source>
        <translation>memeriksa %1</translation>
    </message>
    <message>
        <source>enter the files into the ledger</source>
        <translation>mencatat berkas ke buku catatan</translation>
    </message>
    <message>
        <source>file %1 is missing</source>
        <translation>berkas %1 tidak ada</translation>
    </message>
    <message>
        <source>take back the rejected records of a file</source>
        <translation>menarik kembali baris yang ditolak dari sebuah berkas</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>files into a database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what files are and hold, without importing them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every record of a file as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the plan an import would follow, and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the error report of a run or a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the runs into a database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one run and its files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usage: dockhand-cli COMMAND [options] …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“dockhand-cli COMMAND --help” lists a command&apos;s options.
Exit codes: 0 all in, 1 usage, 2 in part, 3 failed, 130 cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a command.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OptionValues</name>
    <message>
        <source>one character such as ; or the word tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one character that is not the delimiter, or the word none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a size such as 64M or 2G, %1 bytes at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a size such as 64M, from %1 to %2 bytes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QsqlWords</name>
    <message>
        <source>the file “%1” does not exist</source>
        <translation>berkas “%1” tidak ada</translation>
    </message>
    <message>
        <source>the driver %1 has no transactions for this database</source>
        <translation>driver %1 tidak punya transaksi untuk basis data ini</translation>
    </message>
    <message>
        <source>create the tables</source>
        <translation>membuat tabel</translation>
    </message>
    <message>
        <source>begin a transaction</source>
        <translation>memulai transaksi</translation>
    </message>
    <message>
        <source>commit</source>
        <translation>menyimpan transaksi</translation>
    </message>
</context>
<context>
    <name>RecommendCommand</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished">%1 dtk</translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished">Berkas</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished">%1, %2</translation>
    </message>
    <message>
        <source>Records</source>
        <translation type="unfinished">Baris</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation type="unfinished">sekitar %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished">Waktu</translation>
    </message>
    <message>
        <source>about %1, between %2 and %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chunk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished">Memori</translation>
    </message>
    <message>
        <source>about %1, limit %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows how an import of these files would be carried out, how long it would take, and why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print one JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no file was named</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>The report</source>
        <translation>Laporan</translation>
    </message>
</context>
<context>
    <name>RowConverter</name>
    <message>
        <source>the state of a half-read file</source>
        <translation>keadaan berkas yang baru dibaca sebagian</translation>
    </message>
</context>
<context>
    <name>RowText</name>
    <message>
        <source>run %1 took rows out that its duplicates were left out for; retry brings in what is missing</source>
        <extracomment>%1 is the number of a run</extracomment>
        <translation>proses %1 mengeluarkan baris yang duplikatnya dilewati di sini; coba lagi memasukkan yang kurang</translation>
    </message>
    <message>
        <source>Table %1</source>
        <extracomment>%1 is the name of a database table</extracomment>
        <translation>Tabel %1</translation>
    </message>
    <message>
        <source>%1: the header matches exactly.</source>
        <translation>%1: tajuknya cocok persis.</translation>
    </message>
    <message>
        <source>%1: the header matches by other spellings.</source>
        <translation>%1: tajuknya cocok dengan ejaan lain.</translation>
    </message>
    <message>
        <source>%1: told by the values.</source>
        <translation>%1: dikenali dari nilainya.</translation>
    </message>
    <message>
        <source>No profile knows this header. The columns go into the table %1 with types read from the values.</source>
        <translation>Tidak ada profil yang mengenal tajuk ini. Kolomnya masuk ke tabel %1 dengan tipe dari nilainya.</translation>
    </message>
    <message>
        <source>went on behind record %1</source>
        <translation>berlanjut setelah baris %1</translation>
    </message>
    <message>
        <source>taken out again by run %1; retry imports it anew</source>
        <translation>dikeluarkan lagi oleh proses %1; coba lagi mengimpornya kembali</translation>
    </message>
</context>
<context>
    <name>RunBook</name>
    <message>
        <source>Same content as %1, imported on %2 by run %3.</source>
        <translation>Isinya sama dengan %1, diimpor pada %2 oleh impor %3.</translation>
    </message>
    <message>
        <source>Imported already on %1 by run %2.</source>
        <translation>Sudah diimpor pada %1 oleh impor %2.</translation>
    </message>
    <message>
        <source>Same content as %1 in this run.</source>
        <translation>Isinya sama dengan %1 dalam impor ini.</translation>
    </message>
</context>
<context>
    <name>RunSummary</name>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>partial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some records or files were rejected; the others are in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import failed.</source>
        <translation type="unfinished">Impor gagal.</translation>
    </message>
    <message>
        <source>The import was cancelled.</source>
        <translation type="unfinished">Impor dibatalkan.</translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished">Keadaan</translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished">Berkas</translation>
    </message>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inserted</source>
        <translation type="unfinished">Masuk</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation type="unfinished">Diperbarui</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished">Duplikat</translation>
    </message>
    <message>
        <source>Filtered</source>
        <translation type="unfinished">Disaring</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished">Ditolak</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All errors: dockhand-cli errors --to &quot;%1&quot; --run %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was committed is in. Give the same command again to go on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 read in %2 s (%3 a second), %4 of memory at most, into %5.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunThread</name>
    <message>
        <source>Attempt %1 follows in %2 s: %3</source>
        <translation>Percobaan ke-%1 menyusul dalam %2 d: %3</translation>
    </message>
</context>
<context>
    <name>ShapeWords</name>
    <message>
        <source>“%1” is a view, not a table</source>
        <translation>“%1” adalah view, bukan tabel</translation>
    </message>
    <message>
        <source>“%1” is a virtual table</source>
        <translation>“%1” adalah tabel virtual</translation>
    </message>
    <message>
        <source>table “%1” has no column “%2”</source>
        <translation>tabel “%1” tidak punya kolom “%2”</translation>
    </message>
    <message>
        <source>column “%2” of table “%1” is computed</source>
        <translation>kolom “%2” tabel “%1” dihitung otomatis</translation>
    </message>
    <message>
        <source>column “%2” of table “%1” has a type that would change values</source>
        <translation>tipe kolom “%2” tabel “%1” akan mengubah nilai</translation>
    </message>
    <message>
        <source>table “%1” has no unique key over (%2)</source>
        <translation>tabel “%1” tidak punya kunci unik atas (%2)</translation>
    </message>
    <message>
        <source>column “%2” of table “%1” needs a value and has no default</source>
        <translation>kolom “%2” tabel “%1” wajib diisi dan tidak punya nilai bawaan</translation>
    </message>
</context>
<context>
    <name>ShowCommand</name>
    <message>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished">Keadaan</translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished">Berkas</translation>
    </message>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inserted</source>
        <translation type="unfinished">Masuk</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation type="unfinished">Diperbarui</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished">Duplikat</translation>
    </message>
    <message>
        <source>Filtered</source>
        <translation type="unfinished">Disaring</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished">Ditolak</translation>
    </message>
    <message>
        <source>Files: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number that “dockhand-cli history” shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run %1: %2, started %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows one run and what became of its files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print one JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name one run by its number, as history shows it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sniffer</name>
    <message>
        <source>%1 inside this compressed file</source>
        <translation>%1 di dalam berkas terkompresi ini</translation>
    </message>
    <message>
        <source>The byte-order mark says %1.</source>
        <translation>Tanda urutan byte menyebut %1.</translation>
    </message>
    <message>
        <source>The text is %1 but for %2 bad bytes.</source>
        <translation>Teksnya %1 kecuali %2 byte yang rusak.</translation>
    </message>
    <message>
        <source>The bytes look like %1.</source>
        <translation>Byte-nya tampak seperti %1.</translation>
    </message>
</context>
<context>
    <name>SqlError</name>
    <message>
        <source>%1, when trying to %2</source>
        <extracomment>%1: a database&apos;s own words, %2: what was being done, e.g. &quot;save the watermark&quot;</extracomment>
        <translation>%1, saat %2</translation>
    </message>
    <message>
        <source>look at the tables</source>
        <translation>memeriksa tabel</translation>
    </message>
</context>
<context>
    <name>SqliteWords</name>
    <message>
        <source>a trigger of the table ignored it</source>
        <translation>trigger tabel mengabaikannya</translation>
    </message>
    <message>
        <source>“%1” is a folder</source>
        <translation>“%1” adalah folder</translation>
    </message>
    <message>
        <source>the folder “%1” does not exist</source>
        <translation>folder “%1” tidak ada</translation>
    </message>
    <message>
        <source>“%1” is not a folder</source>
        <translation>“%1” bukan folder</translation>
    </message>
    <message>
        <source>the file “%1” does not exist</source>
        <translation>berkas “%1” tidak ada</translation>
    </message>
    <message>
        <source>no file can be made in the folder “%1”: %2</source>
        <translation>tidak dapat membuat berkas di folder “%1”: %2</translation>
    </message>
    <message>
        <source>“%1” is write-protected</source>
        <translation>“%1” dilindungi dari penulisan</translation>
    </message>
    <message>
        <source>create the tables</source>
        <translation>membuat tabel</translation>
    </message>
    <message>
        <source>“%1” was moved or deleted meanwhile</source>
        <translation>“%1” dipindah atau dihapus sementara itu</translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message>
        <source>Choose profile</source>
        <translation>Pilih profil</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Antre</translation>
    </message>
    <message>
        <source>Looking into it</source>
        <translation>Diperiksa</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Siap</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Mengimpor</translation>
    </message>
    <message>
        <source>Merging</source>
        <translation>Menggabung</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Dijeda</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>Mencoba lagi</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Done, repaired</source>
        <translation>Selesai, diperbaiki</translation>
    </message>
    <message>
        <source>Done, %1 rejected</source>
        <extracomment>%1 is a number of records</extracomment>
        <translation>Selesai, %1 ditolak</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gagal</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Dibatalkan</translation>
    </message>
    <message>
        <source>Already imported</source>
        <translation>Sudah diimpor</translation>
    </message>
    <message>
        <source>Needs a choice</source>
        <translation>Perlu pilihan</translation>
    </message>
    <message>
        <source>With rejects</source>
        <translation>Ada penolakan</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Dibatalkan impornya</translation>
    </message>
</context>
<context>
    <name>StatusWords</name>
    <message>
        <source>planned %1, paused</source>
        <translation>rencana %1, dijeda</translation>
    </message>
    <message>
        <source>planned %1</source>
        <translation>rencana %1</translation>
    </message>
    <message>
        <source>planned %1, slower than planned</source>
        <translation>rencana %1, lebih lambat</translation>
    </message>
    <message>
        <source>planned %1, faster than planned</source>
        <translation>rencana %1, lebih cepat</translation>
    </message>
    <message>
        <source>planned %1, on track</source>
        <translation>rencana %1, sesuai</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Sisa waktu</translation>
    </message>
    <message>
        <source>Time taken</source>
        <translation>Waktu terpakai</translation>
    </message>
    <message>
        <source>Time needed</source>
        <translation>Waktu yang perlu</translation>
    </message>
    <message>
        <source>looking into the files…</source>
        <translation>memeriksa berkas…</translation>
    </message>
    <message>
        <source>%1 in</source>
        <translation>%1 masuk</translation>
    </message>
    <message>
        <source>%1 updated</source>
        <translation>%1 diperbarui</translation>
    </message>
    <message>
        <source>%1 duplicate</source>
        <translation>%1 duplikat</translation>
    </message>
    <message>
        <source>%1 filtered</source>
        <translation>%1 disaring</translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation>%1 ditolak</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Baris</translation>
    </message>
    <message numerus="yes">
        <source>in %1 file(s), %2</source>
        <translation>
            <numerusform>dalam %1 berkas, %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Speed</source>
        <extracomment>An estimated speed</extracomment>
        <translation>Kecepatan</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>dijeda</translation>
    </message>
    <message>
        <source>%1 rows/s</source>
        <translation>%1 baris/dtk</translation>
    </message>
    <message>
        <source>%1/s read</source>
        <translation>%1/dtk dibaca</translation>
    </message>
    <message>
        <source>writer %1 busy</source>
        <translation>penulis %1 sibuk</translation>
    </message>
    <message>
        <source>on average, %1/s</source>
        <translation>rata-rata, %1/dtk</translation>
    </message>
    <message>
        <source>~ %1 rows/s</source>
        <translation>~ %1 baris/dtk</translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s) at once</source>
        <translation>
            <numerusform>%1 berkas sekaligus</numerusform>
        </translation>
    </message>
    <message>
        <source>reading waits</source>
        <translation>pembacaan menunggu</translation>
    </message>
    <message>
        <source>pressure high</source>
        <translation>tekanan tinggi</translation>
    </message>
    <message>
        <source>pressure raised</source>
        <translation>tekanan naik</translation>
    </message>
    <message>
        <source>pressure normal</source>
        <translation>tekanan normal</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memori</translation>
    </message>
    <message>
        <source>of %1, %2</source>
        <translation>dari %1, %2</translation>
    </message>
    <message>
        <source>at most, of %1</source>
        <translation>paling banyak, dari %1</translation>
    </message>
    <message>
        <source>~ %1</source>
        <translation>~ %1</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>dari %1</translation>
    </message>
    <message>
        <source>Done: every record is in.</source>
        <translation>Selesai: semua baris masuk.</translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation>%1 dari %2 berkas</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>Belum ada berkas</translation>
    </message>
    <message numerus="yes">
        <source>Looking into %1 file(s)…</source>
        <translation>
            <numerusform>Memeriksa %1 berkas…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s) ready</source>
        <translation>
            <numerusform>%1 berkas siap</numerusform>
        </translation>
    </message>
    <message>
        <source>No file is ready to be imported</source>
        <translation>Tidak ada berkas yang siap diimpor</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>sisa %1</translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <translation>Dijeda pada %1</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Menghentikan…</translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s) failed</source>
        <translation>
            <numerusform>%1 berkas gagal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s) imported already</source>
        <translation>
            <numerusform>%1 berkas sudah diimpor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s) cancelled</source>
        <translation>
            <numerusform>%1 berkas dibatalkan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancelled: what is in stays. Start goes on with %1 file(s).</source>
        <translation>
            <numerusform>Dibatalkan: yang sudah masuk tetap. Mulai melanjutkan %1 berkas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Choose a profile for %1 file(s) first</source>
        <translation>
            <numerusform>Pilih dulu profil untuk %1 berkas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s) failed: retry them with F5, or add others</source>
        <translation>
            <numerusform>%1 berkas gagal: ulangi dengan F5, atau tambah yang lain</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled: what is in stays.</source>
        <translation>Dibatalkan: yang sudah masuk tetap.</translation>
    </message>
    <message>
        <source>The import failed</source>
        <translation>Impor gagal</translation>
    </message>
    <message>
        <source>Everything was imported already</source>
        <translation>Semuanya sudah diimpor</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Import ended: everything was imported already.</source>
        <translation>Impor berakhir: semuanya sudah diimpor.</translation>
    </message>
    <message>
        <source>Import cancelled, what is in stays: %1.</source>
        <translation>Impor dibatalkan, yang sudah masuk tetap: %1.</translation>
    </message>
    <message>
        <source>Import failed: %1.</source>
        <translation>Impor gagal: %1.</translation>
    </message>
    <message>
        <source>Import ended: %1.</source>
        <translation>Impor berakhir: %1.</translation>
    </message>
    <message>
        <source>Waiting for the database…</source>
        <translation>Menunggu basis data…</translation>
    </message>
    <message>
        <source>waiting for the database…</source>
        <translation>menunggu basis data…</translation>
    </message>
    <message>
        <source>Add files first</source>
        <translation>Tambahkan berkas lebih dulu</translation>
    </message>
    <message>
        <source>Every file in the list is in; add others, or drop changed ones again</source>
        <translation>Semua berkas di daftar sudah masuk; tambah yang lain, atau jatuhkan lagi yang berubah</translation>
    </message>
    <message>
        <source>Records of this run</source>
        <translation>Baris pada impor ini</translation>
    </message>
    <message>
        <source>%1 rejected in this run, %2 in the list</source>
        <extracomment>Numbers of records</extracomment>
        <translation>%1 ditolak pada impor ini, %2 dalam daftar</translation>
    </message>
    <message>
        <source>The database is being worked on…</source>
        <translation>Basis data sedang dikerjakan…</translation>
    </message>
</context>
<context>
    <name>Survey</name>
    <message>
        <source>it is a pipe or a device; save its contents in a file first</source>
        <translation>ini pipa atau perangkat; simpan isinya ke berkas lebih dahulu</translation>
    </message>
    <message>
        <source>access to the folder is denied</source>
        <translation>akses ke folder ditolak</translation>
    </message>
    <message>
        <source>its name is not valid UTF-8; give it another name</source>
        <translation>namanya bukan UTF-8 yang sah; beri nama lain</translation>
    </message>
</context>
<context>
    <name>TargetAddress</name>
    <message>
        <source>sqlite:PATH, a path that ends in .sqlite, .sqlite3 or .db, or qsql:DRIVER:DATABASE[?host=…&amp;port=…&amp;user=…]</source>
        <extracomment>What may stand for a database; completes the sentence &quot;Use ….&quot;</extracomment>
        <translation>sqlite:PATH, path yang berakhiran .sqlite, .sqlite3, atau .db, atau qsql:DRIVER:DATABASE[?host=…&amp;port=…&amp;user=…]</translation>
    </message>
    <message>
        <source>an address without a password, and give the password in DOCKHAND_DB_PASSWORD</source>
        <extracomment>Completes the sentence &quot;Use ….&quot;</extracomment>
        <translation>alamat tanpa sandi; berikan sandi lewat DOCKHAND_DB_PASSWORD</translation>
    </message>
</context>
<context>
    <name>Unpacking</name>
    <message>
        <source>it ends too early, as if it were cut off</source>
        <translation>berkas berakhir terlalu awal, seolah terpotong</translation>
    </message>
    <message>
        <source>these bytes are not what was packed</source>
        <translation>byte-byte ini bukan hasil kompresi aslinya</translation>
    </message>
    <message>
        <source>something that is no part of it stands behind its end</source>
        <translation>ada isi lain di belakang akhirnya yang bukan bagian darinya</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Cancelling; press Ctrl-C again to stop at once.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dockhand::cli::ProgressView</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished">%1 dtk</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished">%1 mnt %2 dtk</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished">%1 jam %2 mnt</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished">%1 %</translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation type="unfinished">%1 dari %2 berkas</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation type="unfinished">%1 dtk {1/?}</translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation type="unfinished">%1 ditolak</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished">sisa %1</translation>
    </message>
</context>
<context>
    <name>dockhand::profile</name>
    <message>
        <source>the file is too large</source>
        <translation>berkas terlalu besar</translation>
    </message>
    <message>
        <source>another file of this folder has this id already</source>
        <translation>berkas lain di folder ini sudah memakai id ini</translation>
    </message>
    <message>
        <source>one of these is expected: %1</source>
        <translation>harus salah satu dari: %1</translation>
    </message>
    <message>
        <source>these columns are missing: %1</source>
        <translation>kolom ini tidak ada: %1</translation>
    </message>
    <message>
        <source>these columns are missing: %1 and %2 more</source>
        <extracomment>%1: names of columns, %2: how many there are besides</extracomment>
        <translation>kolom ini tidak ada: %1 dan %2 lainnya</translation>
    </message>
    <message>
        <source>Detected columns</source>
        <translation>Kolom terdeteksi</translation>
    </message>
    <message>
        <source>there is no header with column names</source>
        <translation>tidak ada baris judul kolom</translation>
    </message>
    <message>
        <source>the profile finds its columns by their names, so it needs a header</source>
        <translation>profil ini mencari kolom menurut namanya, jadi perlu baris judul</translation>
    </message>
</context>
<context>
    <name>dockhand::profile::JsonPlace</name>
    <message>
        <source>an object is expected</source>
        <translation>harus berupa objek</translation>
    </message>
    <message>
        <source>there is no such setting</source>
        <translation>tidak ada pengaturan itu</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>tidak ada</translation>
    </message>
    <message>
        <source>a text that is not empty is expected</source>
        <translation>harus teks yang tidak kosong</translation>
    </message>
    <message>
        <source>true or false is expected</source>
        <translation>harus true atau false</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2 is expected</source>
        <translation>harus bilangan bulat dari %1 sampai %2</translation>
    </message>
    <message>
        <source>a list of texts is expected</source>
        <translation>harus daftar teks</translation>
    </message>
    <message>
        <source>a list that is not empty is expected</source>
        <translation>harus daftar yang tidak kosong</translation>
    </message>
</context>
<context>
    <name>dockhand::profile::ProfileReader</name>
    <message>
        <source>byte %1</source>
        <translation>byte %1</translation>
    </message>
    <message>
        <source>lower case letters, digits and single hyphens are expected, and not the word “auto”</source>
        <translation>harus huruf kecil, angka, dan tanda hubung tunggal, dan bukan kata “auto”</translation>
    </message>
    <message>
        <source>only a decimal column has a scale</source>
        <translation>hanya kolom desimal yang punya skala</translation>
    </message>
    <message>
        <source>only a column of numbers has this setting</source>
        <translation>hanya kolom angka yang punya pengaturan ini</translation>
    </message>
    <message>
        <source>only a text column has a longest length</source>
        <translation>hanya kolom teks yang punya panjang terbesar</translation>
    </message>
    <message>
        <source>a date or timestamp column needs at least one format, others none</source>
        <translation>kolom tanggal atau waktu perlu paling sedikit satu format, yang lain tidak</translation>
    </message>
    <message>
        <source>this is not a date format</source>
        <translation>ini bukan format tanggal</translation>
    </message>
    <message>
        <source>a date column cannot keep a time</source>
        <translation>kolom tanggal tidak dapat menyimpan jam</translation>
    </message>
    <message>
        <source>a required column cannot be missing in a file</source>
        <translation>kolom wajib tidak boleh tidak ada di berkas</translation>
    </message>
    <message>
        <source>a name needs at least one letter or digit</source>
        <translation>nama perlu paling sedikit satu huruf atau angka</translation>
    </message>
    <message>
        <source>another column has this name or alias already</source>
        <translation>kolom lain sudah memakai nama atau alias ini</translation>
    </message>
    <message>
        <source>there is no column “%1”</source>
        <translation>tidak ada kolom “%1”</translation>
    </message>
    <message>
        <source>only a text column can be used here</source>
        <translation>hanya kolom teks yang dapat dipakai di sini</translation>
    </message>
    <message>
        <source>counting needs a group column</source>
        <translation>penghitungan perlu kolom kelompok</translation>
    </message>
    <message>
        <source>lower case letters, digits and underscores are expected, at most 60, not beginning with a digit</source>
        <translation>harus huruf kecil, angka, dan garis bawah, paling banyak 60, tidak diawali angka</translation>
    </message>
    <message>
        <source>names that begin like this are reserved</source>
        <translation>nama yang diawali seperti ini dicadangkan</translation>
    </message>
    <message>
        <source>this name is taken already</source>
        <translation>nama ini sudah dipakai</translation>
    </message>
    <message>
        <source>an occurrence comes from no column</source>
        <translation>nomor kemunculan tidak berasal dari kolom</translation>
    </message>
    <message>
        <source>the profile counts nothing (occurrenceOf)</source>
        <translation>profil tidak menghitung apa pun (occurrenceOf)</translation>
    </message>
    <message>
        <source>the table has no column “%1”</source>
        <translation>tabel tidak punya kolom “%1”</translation>
    </message>
    <message>
        <source>a key column must come from a required column</source>
        <translation>kolom kunci harus berasal dari kolom wajib</translation>
    </message>
    <message>
        <source>this column is in the key already</source>
        <translation>kolom ini sudah ada di kunci</translation>
    </message>
    <message>
        <source>a profile has one or two tables</source>
        <translation>profil punya satu atau dua tabel</translation>
    </message>
    <message>
        <source>the last table takes a row from every record</source>
        <translation>tabel terakhir mengambil satu baris dari setiap baris berkas</translation>
    </message>
    <message>
        <source>the first of two tables takes a row from every group: false is expected</source>
        <translation>tabel pertama dari dua mengambil satu baris per kelompok: harus false</translation>
    </message>
    <message>
        <source>two tables need a group column</source>
        <translation>dua tabel perlu kolom kelompok</translation>
    </message>
    <message>
        <source>the key of the first of two tables is the group column</source>
        <translation>kunci tabel pertama dari dua adalah kolom kelompok</translation>
    </message>
    <message>
        <source>only the last table can hold an occurrence</source>
        <translation>hanya tabel terakhir yang dapat berisi nomor kemunculan</translation>
    </message>
    <message>
        <source>the group column of two tables must be required</source>
        <translation>kolom kelompok untuk dua tabel harus wajib</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::ChartsPanel</name>
    <message>
        <source>paused</source>
        <translation>dijeda</translation>
    </message>
    <message>
        <source>Last minute</source>
        <translation>Menit terakhir</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Seluruh impor</translation>
    </message>
    <message>
        <source>pressure %1</source>
        <translation>tekanan %1</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::DropFrame</name>
    <message>
        <source>Drop to add</source>
        <translation>Lepaskan untuk menambahkan</translation>
    </message>
</context>
<context>
    <name>ErrorWords</name>
    <message>
        <source>Not a whole number</source>
        <translation>Bukan bilangan bulat</translation>
    </message>
    <message>
        <source>Not a number</source>
        <translation>Bukan angka</translation>
    </message>
    <message>
        <source>Neither yes nor no</source>
        <translation>Bukan ya atau tidak</translation>
    </message>
    <message>
        <source>Not a date</source>
        <translation>Bukan tanggal</translation>
    </message>
    <message>
        <source>Value missing</source>
        <translation>Nilai kosong</translation>
    </message>
    <message>
        <source>Value too long</source>
        <translation>Nilai terlalu panjang</translation>
    </message>
    <message>
        <source>Number out of range</source>
        <translation>Angka di luar jangkauan</translation>
    </message>
    <message>
        <source>Value not allowed</source>
        <translation>Nilai tidak diizinkan</translation>
    </message>
    <message>
        <source>Damaged text</source>
        <translation>Teks rusak</translation>
    </message>
    <message>
        <source>NUL byte</source>
        <translation>Byte NUL</translation>
    </message>
    <message>
        <source>Digits would be lost</source>
        <translation>Angka akan terpotong</translation>
    </message>
    <message>
        <source>Too few fields</source>
        <translation>Kolom kurang</translation>
    </message>
    <message>
        <source>Too many fields</source>
        <translation>Kolom berlebih</translation>
    </message>
    <message>
        <source>Record too long</source>
        <translation>Baris terlalu panjang</translation>
    </message>
    <message>
        <source>Quote not closed</source>
        <translation>Tanda kutip tidak ditutup</translation>
    </message>
    <message>
        <source>Text behind a quote</source>
        <translation>Teks setelah tanda kutip</translation>
    </message>
    <message>
        <source>Key already there</source>
        <translation>Kunci sudah ada</translation>
    </message>
    <message>
        <source>Refused by the database</source>
        <translation>Ditolak basis data</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n kolom</numerusform>
        </translation>
    </message>
    <message>
        <source>Right-click it and choose “Start over”, or press Shift+F5.</source>
        <translation>Klik kanan dan pilih “Mulai dari awal”, atau tekan Shift+F5.</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::DropArea</name>
    <message>
        <source>Add &amp;files…</source>
        <translation>Tambah &amp;berkas…</translation>
    </message>
    <message>
        <source>Add f&amp;older…</source>
        <translation>Tambah f&amp;older…</translation>
    </message>
    <message>
        <source>Tr&amp;y with sample files</source>
        <translation>Coba dengan berkas &amp;contoh</translation>
    </message>
    <message>
        <source>Drop order exports and reports here to import them.</source>
        <translation>Jatuhkan ekspor pesanan dan laporan di sini untuk mengimpornya.</translation>
    </message>
    <message>
        <source>CSV files or whole folders. Nothing is written before you press Start.</source>
        <translation>Berkas CSV atau seluruh folder. Tidak ada yang ditulis sebelum Anda menekan Mulai.</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::ErrorModel</name>
    <message>
        <source>Kind</source>
        <translation>Jenis</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Baris data</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Baris berkas</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Kolom</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Nilai</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>In by run %1</source>
        <translation>Masuk, proses %1</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Diperbaiki</translation>
    </message>
    <message>
        <source>Rejected again</source>
        <translation>Ditolak lagi</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Ditolak</translation>
    </message>
    <message>
        <source>%1, record %2</source>
        <translation>%1, baris data %2</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::ErrorPanel</name>
    <message>
        <source>%1 of %2 records shown, more by scrolling</source>
        <extracomment>%1 and %2 are numbers of rejected records</extracomment>
        <translation>%1 dari %2 baris ditampilkan, selebihnya dengan menggulir</translation>
    </message>
    <message>
        <source>E&amp;xport errors…</source>
        <translation>&amp;Ekspor kesalahan…</translation>
    </message>
    <message>
        <source>Filter by text</source>
        <translation>Saring dengan teks</translation>
    </message>
    <message>
        <source>Filter errors by text</source>
        <translation>Saring kesalahan dengan teks</translation>
    </message>
    <message>
        <source>Errors of which file</source>
        <translation>Kesalahan dari berkas mana</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Semua berkas</translation>
    </message>
    <message>
        <source>Errors of which kind</source>
        <translation>Kesalahan jenis apa</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Semua jenis</translation>
    </message>
    <message>
        <source>Rejected records</source>
        <translation>Baris yang ditolak</translation>
    </message>
    <message>
        <source>%1 shown; the export holds all</source>
        <translation>%1 ditampilkan; ekspor memuat semuanya</translation>
    </message>
    <message>
        <source>%1 shown</source>
        <translation>%1 ditampilkan</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>E&amp;xport all errors…</source>
        <translation>&amp;Ekspor semua kesalahan…</translation>
    </message>
    <message>
        <source>Write all errors of the files in the list, or of the chosen file, to a CSV or JSON file, also those that a text or kind hides</source>
        <translation>Tulis semua kesalahan berkas di daftar, atau berkas yang dipilih, ke berkas CSV atau JSON, termasuk yang tersembunyi oleh teks atau jenis</translation>
    </message>
    <message>
        <source>Rejected records of the files in the list are shown here.</source>
        <translation>Baris yang ditolak dari berkas di daftar ditampilkan di sini.</translation>
    </message>
    <message>
        <source>Export all errors of %1, not only the %2 shown</source>
        <translation>Ekspor semua kesalahan %1, bukan hanya %2 yang ditampilkan</translation>
    </message>
    <message>
        <source>Export all errors of all files, not only the %1 shown</source>
        <translation>Ekspor semua kesalahan semua berkas, bukan hanya %1 yang ditampilkan</translation>
    </message>
    <message>
        <source>Export all errors of %1</source>
        <translation>Ekspor semua kesalahan %1</translation>
    </message>
    <message>
        <source>Export all errors of all files</source>
        <translation>Ekspor semua kesalahan semua berkas</translation>
    </message>
    <message>
        <source>errors.csv</source>
        <translation>kesalahan.csv</translation>
    </message>
    <message>
        <source>errors-%1.csv</source>
        <translation>kesalahan-%1.csv</translation>
    </message>
    <message>
        <source>&amp;Correct record</source>
        <translation>&amp;Perbaiki baris</translation>
    </message>
    <message>
        <source>Correct the chosen record here (F2 or Enter)</source>
        <translation>Perbaiki baris yang dipilih di sini (F2 atau Enter)</translation>
    </message>
    <message>
        <source>Export rejected records for &amp;repair…</source>
        <translation>Ekspor baris yang ditolak untuk &amp;diperbaiki…</translation>
    </message>
    <message>
        <source>Write them in the columns of their files, for correction in a spreadsheet</source>
        <translation>Tulis dalam kolom berkas asalnya, untuk diperbaiki di lembar kerja</translation>
    </message>
    <message>
        <source>&amp;Bring in a repaired sheet…</source>
        <translation>&amp;Masukkan lembar yang sudah diperbaiki…</translation>
    </message>
    <message>
        <source>Import the records of a sheet that was exported for repair and corrected</source>
        <translation>Impor baris dari lembar yang diekspor untuk diperbaiki dan sudah diperbaiki</translation>
    </message>
    <message>
        <source>Repair in a spreadsheet</source>
        <translation>Perbaiki di lembar kerja</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Import %1 corrected record(s)</source>
        <translation>
            <numerusform>&amp;Impor %1 baris yang diperbaiki</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring what was corrected into the database (Ctrl+Shift+Enter)</source>
        <translation>Masukkan yang sudah diperbaiki ke basis data (Ctrl+Shift+Enter)</translation>
    </message>
    <message>
        <source>Its corrected form is in the database. The record is kept as its file had it.</source>
        <translation>Bentuk yang diperbaiki sudah ada di basis data. Baris ini disimpan seperti di berkasnya.</translation>
    </message>
    <message>
        <source>repair.csv</source>
        <translation>perbaikan.csv</translation>
    </message>
    <message>
        <source>repair-%1.csv</source>
        <translation>perbaikan-%1.csv</translation>
    </message>
    <message>
        <source>Export rejected records for repair</source>
        <translation>Ekspor baris yang ditolak untuk diperbaiki</translation>
    </message>
    <message>
        <source>Bring in a repaired sheet</source>
        <translation>Masukkan lembar yang sudah diperbaiki</translation>
    </message>
    <message>
        <source>Sheets (*.csv *.tsv *.txt);;All files (*)</source>
        <translation>Lembar (*.csv *.tsv *.txt);;Semua berkas (*)</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::ImportSession</name>
    <message>
        <source>Files of the import that goes on stay in the list until it ends.</source>
        <translation>Berkas dari impor yang berjalan tetap di daftar sampai selesai.</translation>
    </message>
    <message>
        <source>Paused: the window in work is finished first.</source>
        <translation>Dijeda: bagian yang sedang dikerjakan diselesaikan dulu.</translation>
    </message>
    <message>
        <source>Goes on.</source>
        <translation>Dilanjutkan.</translation>
    </message>
    <message>
        <source>Already in the list: %1</source>
        <translation>Sudah ada di daftar: %1</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>What happens during an import is written here.</source>
        <translation>Yang terjadi selama impor ditulis di sini.</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::MainWindow</name>
    <message>
        <source>Start o&amp;ver…</source>
        <translation>Mulai dari &amp;awal…</translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s) changed since a part of them came in, so the import cannot go on where it stopped.</source>
        <translation>
            <numerusform>%1 berkas berubah sejak sebagiannya masuk, sehingga impor tidak dapat berlanjut dari tempat berhentinya.</numerusform>
        </translation>
    </message>
    <message>
        <source>The import that began on %1 was cut off with %2 of %3 files in. It can go on where it stopped.</source>
        <translation>Impor yang dimulai pada %1 terputus ketika %2 dari %3 berkas sudah masuk. Impor dapat dilanjutkan dari tempat berhentinya.</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>Lan&amp;jutkan</translation>
    </message>
    <message>
        <source>Files of the import that goes on stay in the list until it ends.</source>
        <translation>Berkas dari impor yang sedang berjalan tetap di daftar sampai impor selesai.</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Hapus dari daftar</translation>
    </message>
    <message numerus="yes">
        <source>Remove %1 file(s) from the list? The files themselves stay where they are.</source>
        <translation>
            <numerusform>Hapus %1 berkas dari daftar? Berkasnya sendiri tetap di tempatnya.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Hapus</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Biarkan</translation>
    </message>
    <message>
        <source>Dockhand</source>
        <translation>Dockhand</translation>
    </message>
    <message>
        <source>Progress of the whole import</source>
        <translation>Kemajuan seluruh impor</translation>
    </message>
    <message>
        <source>A table of its own, columns as in the file</source>
        <translation>Tabel tersendiri, kolom seperti di berkas</translation>
    </message>
    <message>
        <source>Filter files (Ctrl+F)</source>
        <translation>Saring berkas (Ctrl+F)</translation>
    </message>
    <message>
        <source>Filter files by name or profile</source>
        <translation>Saring berkas menurut nama atau profil</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Rencana</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Grafik</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Kesalahan</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Import started into %1.</source>
        <translation>Impor dimulai ke %1.</translation>
    </message>
    <message>
        <source>Exported %1 errors to %2.</source>
        <translation>%1 kesalahan diekspor ke %2.</translation>
    </message>
    <message>
        <source>Errors  %1</source>
        <translation>Kesalahan  %1</translation>
    </message>
    <message>
        <source>Import in progress</source>
        <translation>Impor sedang berjalan</translation>
    </message>
    <message>
        <source>An import is going on. If you stop it now, what is in stays, and the next import goes on where it stopped.</source>
        <translation>Impor sedang berjalan. Bila dihentikan sekarang, yang sudah masuk tetap ada, dan impor berikutnya berlanjut dari tempat berhenti.</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>&amp;Teruskan</translation>
    </message>
    <message>
        <source>&amp;Stop and go on next time</source>
        <translation>&amp;Hentikan dan lanjutkan nanti</translation>
    </message>
    <message>
        <source>Add &amp;files…</source>
        <translation>Tambah &amp;berkas…</translation>
    </message>
    <message>
        <source>Add f&amp;older…</source>
        <translation>Tambah f&amp;older…</translation>
    </message>
    <message>
        <source>&amp;Paste files or paths</source>
        <translation>Tem&amp;pel berkas atau lokasi</translation>
    </message>
    <message>
        <source>&amp;Start, pause or resume</source>
        <translation>&amp;Mulai, jeda, atau lanjutkan</translation>
    </message>
    <message>
        <source>F&amp;ilter files</source>
        <translation>Sar&amp;ing berkas</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>T&amp;ampilan</translation>
    </message>
    <message>
        <source>A&amp;bout Dockhand</source>
        <translation>Tentang &amp;Dockhand</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Keluar</translation>
    </message>
    <message>
        <source>Like the &amp;system</source>
        <translation>Seperti &amp;sistem</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Terang</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Gelap</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Tambah berkas</translation>
    </message>
    <message>
        <source>Exports (*.csv *.tsv *.txt *.gz *.bz2 *.xz *.zst);;All files (*)</source>
        <translation>Ekspor (*.csv *.tsv *.txt *.gz *.bz2 *.xz *.zst);;Semua berkas (*)</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Tambah folder</translation>
    </message>
    <message>
        <source>About Dockhand</source>
        <translation>Tentang Dockhand</translation>
    </message>
    <message>
        <source>Dockhand %1 imports order exports and marketplace reports into a database, and accounts for every record.</source>
        <translation>Dockhand %1 mengimpor ekspor pesanan dan laporan lokapasar ke basis data, dan mempertanggungjawabkan setiap baris.</translation>
    </message>
    <message numerus="yes">
        <source>Start %1 file(s) over? What came in of them so far is taken back, and every record comes again from the first on.</source>
        <translation>
            <numerusform>Mulai %1 berkas dari awal? Yang sudah masuk darinya ditarik kembali, dan semua baris dibaca lagi dari yang pertama.</numerusform>
        </translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Mulai dari awal</translation>
    </message>
    <message>
        <source>&amp;Start over</source>
        <translation>&amp;Mulai dari awal</translation>
    </message>
    <message>
        <source>Undo the last run…</source>
        <translation>Batalkan proses terakhir…</translation>
    </message>
    <message>
        <source>Undo in progress</source>
        <translation>Pembatalan sedang berjalan</translation>
    </message>
    <message>
        <source>An import is being undone. If you stop it now, nothing is changed.</source>
        <translation>Sebuah impor sedang dibatalkan. Jika dihentikan sekarang, tidak ada yang berubah.</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Hentikan</translation>
    </message>
    <message>
        <source>Corrected records are being imported. If you stop it now, what is not in has to be corrected again.</source>
        <translation>Baris yang diperbaiki sedang diimpor. Jika dihentikan sekarang, yang belum masuk harus diperbaiki lagi.</translation>
    </message>
    <message>
        <source>Corrected records</source>
        <translation>Baris yang diperbaiki</translation>
    </message>
    <message numerus="yes">
        <source>%1 corrected record(s) are not imported yet. If you quit now, what you corrected is lost.</source>
        <translation>
            <numerusform>%1 baris yang diperbaiki belum diimpor. Jika Anda keluar sekarang, perbaikan itu hilang.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Keep them</source>
        <translation>&amp;Simpan</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::MemoryChart</name>
    <message>
        <source>Memory</source>
        <translation>Memori</translation>
    </message>
    <message>
        <source>resident</source>
        <translation>terpakai</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>batas %1</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::NoticeBar</name>
    <message>
        <source>&amp;Go on</source>
        <translation>Lan&amp;jutkan</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Tutup pesan ini</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::PlanPanel</name>
    <message>
        <source>Automatic</source>
        <translation>Otomatis</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Baris</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Waktu</translation>
    </message>
    <message>
        <source>Memory at most</source>
        <translation>Memori terbanyak</translation>
    </message>
    <message>
        <source>One transaction</source>
        <translation>Satu transaksi</translation>
    </message>
    <message>
        <source>Re&amp;cords per chunk</source>
        <translation>&amp;Baris per potongan</translation>
    </message>
    <message>
        <source>Files at &amp;once</source>
        <translation>Berkas se&amp;kaligus</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Memory &amp;limit</source>
        <translation>Batas &amp;memori</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Rencana</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Mengapa</translation>
    </message>
    <message>
        <source>Can be changed when the import has ended.</source>
        <translation>Dapat diubah setelah impor berakhir.</translation>
    </message>
    <message>
        <source>Add files to see how they would be imported.</source>
        <translation>Tambahkan berkas untuk melihat cara mengimpornya.</translation>
    </message>
    <message>
        <source>No file is waiting to be imported.</source>
        <translation>Tidak ada berkas yang menunggu diimpor.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>An estimated time and the interval it lies in</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>sekitar %1</translation>
    </message>
    <message>
        <source>up to %1 records</source>
        <translation>sampai %1 baris</translation>
    </message>
    <message>
        <source>Automatic (%1)</source>
        <extracomment>%1 is the number the advisor has chosen</extracomment>
        <translation>Otomatis (%1)</translation>
    </message>
    <message>
        <source>Waiting for the database…</source>
        <translation>Menunggu basis data…</translation>
    </message>
    <message>
        <source>Looking into the files…</source>
        <translation>Memeriksa berkas…</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::QueueModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>belum diketahui</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Keadaan</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>Recognised as</source>
        <translation>Dikenali sebagai</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Baris</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Kemajuan</translation>
    </message>
    <message>
        <source>Rows/s</source>
        <translation>Baris/dtk</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Sisa waktu</translation>
    </message>
    <message>
        <source>Inserted</source>
        <translation>Masuk</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplikat</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Ditolak</translation>
    </message>
    <message>
        <source>#</source>
        <extracomment>Column title: place in the queue</extracomment>
        <translation>#</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Ukuran</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Diperbarui</translation>
    </message>
    <message>
        <source>Filtered</source>
        <translation>Disaring</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Pesan</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::QueueView</name>
    <message>
        <source>Sorted by %1; click the header again for the queue's order</source>
        <translation>Diurutkan menurut %1; klik lagi judul kolomnya untuk urutan antrean</translation>
    </message>
    <message>
        <source>&amp;Queue order</source>
        <translation>Urutan &amp;antrean</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>Coba &amp;lagi</translation>
    </message>
    <message>
        <source>Re&amp;move from the list</source>
        <translation>&amp;Hapus dari daftar</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>&amp;Naikkan</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>&amp;Turunkan</translation>
    </message>
    <message>
        <source>Show &amp;errors of this file</source>
        <translation>Tampilkan k&amp;esalahan berkas ini</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Tampilkan di &amp;folder</translation>
    </message>
    <message>
        <source>&amp;Copy path</source>
        <translation>&amp;Salin lokasi</translation>
    </message>
    <message>
        <source>Recognise &amp;again</source>
        <translation>&amp;Kenali ulang</translation>
    </message>
    <message>
        <source>Recognise a&amp;s</source>
        <translation>Kenali se&amp;bagai</translation>
    </message>
    <message>
        <source>Start o&amp;ver…</source>
        <translation>Mulai dari a&amp;wal…</translation>
    </message>
    <message>
        <source>&amp;Undo import of this file…</source>
        <translation>&amp;Batalkan impor berkas ini…</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::RateChart</name>
    <message>
        <source>Rows per second</source>
        <translation>Baris per detik</translation>
    </message>
    <message>
        <source>written</source>
        <translation>ditulis</translation>
    </message>
    <message>
        <source>read</source>
        <translation>dibaca</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::RunChart</name>
    <message>
        <source>%1: %2 now</source>
        <translation>%1: %2 sekarang</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::Sidebar</name>
    <message>
        <source>Pages</source>
        <translation>Halaman</translation>
    </message>
    <message>
        <source>Filter by state</source>
        <translation>Saring menurut keadaan</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Impor</translation>
    </message>
    <message>
        <source>FILES</source>
        <translation>BERKAS</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>A state of files and how many files are in it</extracomment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::TargetButton</name>
    <message>
        <source>Import into %1</source>
        <translation>Impor ke %1</translation>
    </message>
    <message>
        <source>&amp;Choose database…</source>
        <translation>&amp;Pilih basis data…</translation>
    </message>
    <message>
        <source>&amp;New database…</source>
        <translation>Basis data &amp;baru…</translation>
    </message>
    <message>
        <source>&amp;Standard database</source>
        <translation>Basis data &amp;standar</translation>
    </message>
    <message>
        <source>C&amp;lear this list</source>
        <translation>&amp;Kosongkan daftar ini</translation>
    </message>
    <message>
        <source>Choose database</source>
        <translation>Pilih basis data</translation>
    </message>
    <message>
        <source>SQLite databases (*.sqlite *.sqlite3 *.db);;All files (*)</source>
        <translation>Basis data SQLite (*.sqlite *.sqlite3 *.db);;Semua berkas (*)</translation>
    </message>
    <message>
        <source>New database</source>
        <translation>Basis data baru</translation>
    </message>
    <message>
        <source>SQLite databases (*.sqlite *.sqlite3 *.db)</source>
        <translation>Basis data SQLite (*.sqlite *.sqlite3 *.db)</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::Toolbar</name>
    <message>
        <source>Show states and pages</source>
        <translation>Tampilkan keadaan dan halaman</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Tambah berkas</translation>
    </message>
    <message>
        <source>Add files to the list (Ctrl+O)</source>
        <translation>Tambahkan berkas ke daftar (Ctrl+O)</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Tambah folder</translation>
    </message>
    <message>
        <source>Add all files of a folder (Ctrl+Shift+O)</source>
        <translation>Tambahkan semua berkas dari folder (Ctrl+Shift+O)</translation>
    </message>
    <message>
        <source>More (F10)</source>
        <translation>Lainnya (F10)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batalkan</translation>
    </message>
    <message>
        <source>Stop now; what is in stays, and the next import goes on there</source>
        <translation>Hentikan sekarang; yang sudah masuk tetap, dan impor berikutnya berlanjut dari sana</translation>
    </message>
    <message>
        <source>In&amp;to</source>
        <translation>&amp;Ke</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Jeda</translation>
    </message>
    <message>
        <source>Finish the window in work, then wait</source>
        <translation>Selesaikan bagian yang dikerjakan, lalu tunggu</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Lanjutkan</translation>
    </message>
    <message>
        <source>Go on with the import</source>
        <translation>Lanjutkan impor</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Menghentikan…</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Mulai</translation>
    </message>
    <message numerus="yes">
        <source>Import %1 file(s)</source>
        <translation>
            <numerusform>Impor %1 berkas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RejectJob</name>
    <message>
        <source>it is there and holds something else</source>
        <translation>berkas itu sudah ada dan berisi hal lain</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::RecordForm</name>
    <message>
        <source>Undo c&amp;hanges</source>
        <translation>Urungkan &amp;ubahan</translation>
    </message>
    <message>
        <source>Take the record as it was rejected</source>
        <translation>Kembalikan baris seperti saat ditolak</translation>
    </message>
    <message>
        <source>Close the record (Esc); what was corrected stays</source>
        <translation>Tutup baris (Esc); yang sudah diperbaiki tetap tersimpan</translation>
    </message>
    <message>
        <source>Close the record</source>
        <translation>Tutup baris</translation>
    </message>
    <message>
        <source>Text of the record</source>
        <translation>Teks baris</translation>
    </message>
    <message>
        <source>Fields of the record</source>
        <translation>Isian baris</translation>
    </message>
    <message>
        <source>This record is too long to be corrected here. Export the rejected records for repair instead.</source>
        <translation>Baris ini terlalu panjang untuk diperbaiki di sini. Ekspor baris yang ditolak untuk diperbaiki.</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>tab</translation>
    </message>
    <message>
        <source>The text has %1 fields now, as the header has.</source>
        <translation>Teks kini punya %1 isian, seperti tajuknya.</translation>
    </message>
    <message>
        <source>The text has %1 fields, the header has %2. Fields are separated by “%3”; one that holds it stands in quotes.</source>
        <translation>Teks punya %1 isian, tajuk punya %2. Isian dipisahkan oleh “%3”; isian yang memuatnya ditulis dalam tanda kutip.</translation>
    </message>
    <message>
        <source>This is not one record.</source>
        <translation>Ini bukan satu baris.</translation>
    </message>
    <message>
        <source>As &amp;fields</source>
        <translation>Sebagai &amp;isian</translation>
    </message>
    <message>
        <source>As te&amp;xt</source>
        <translation>Sebagai te&amp;ks</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::RecordModel</name>
    <message>
        <source>Field %1</source>
        <translation>Isian %1</translation>
    </message>
    <message>
        <source>Behind the last column; leave it empty to drop it.</source>
        <translation>Di belakang kolom terakhir; kosongkan untuk membuangnya.</translation>
    </message>
    <message>
        <source>Was empty</source>
        <translation>Tadinya kosong</translation>
    </message>
    <message>
        <source>Was “%1”</source>
        <translation>Tadinya “%1”</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1: %2. %3</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Kolom</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Nilai</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Yang salah</translation>
    </message>
</context>
<context>
    <name>dockhand::ui::RepairDesk</name>
    <message>
        <source>C&amp;ancel</source>
        <translation>B&amp;atal</translation>
    </message>
    <message numerus="yes">
        <source>Importing %1 corrected record(s)…</source>
        <translation>
            <numerusform>Mengimpor %1 baris yang diperbaiki…</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing the corrected records of %1…</source>
        <translation>Mengimpor baris yang diperbaiki dari %1…</translation>
    </message>
    <message>
        <source>Cancelled. Corrected records that are not in are kept here.</source>
        <translation>Dibatalkan. Perbaikan yang belum masuk tetap tersimpan di sini.</translation>
    </message>
    <message numerus="yes">
        <source>%1 corrected record(s) are in, by run %2.</source>
        <translation>
            <numerusform>%1 baris yang diperbaiki sudah masuk, oleh proses %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 were rejected again; the list says why.</source>
        <translation>
            <numerusform>%1 ditolak lagi; alasannya ada di daftar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 were brought in by an earlier repair.</source>
        <translation>
            <numerusform>%1 sudah masuk oleh perbaikan sebelumnya.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 are left out: unchanged, or of a channel that the import left out.</source>
        <translation>
            <numerusform>%1 tidak ikut: tidak diubah, atau dari saluran yang tidak diimpor.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to repair.</source>
        <translation>Tidak ada yang perlu diperbaiki.</translation>
    </message>
    <message numerus="yes">
        <source>Exported %1 rejected record(s) for repair to %2.</source>
        <translation>
            <numerusform>%1 baris yang ditolak diekspor untuk diperbaiki ke %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dockhand::ui::UndoDesk</name>
    <message>
        <source>Looking at what an undo would take back…</source>
        <translation>Memeriksa apa yang akan dibatalkan…</translation>
    </message>
    <message>
        <source>C&amp;ancel</source>
        <translation>B&amp;atal</translation>
    </message>
    <message>
        <source>Undoing the import of %1…</source>
        <translation>Membatalkan impor %1…</translation>
    </message>
    <message>
        <source>The undo was cancelled; nothing was changed.</source>
        <translation>Pembatalan dihentikan; tidak ada yang berubah.</translation>
    </message>
    <message>
        <source>Undo import</source>
        <translation>Batalkan impor</translation>
    </message>
    <message>
        <source>&amp;Undo import</source>
        <translation>&amp;Batalkan impor</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>B&amp;iarkan</translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s)</source>
        <translation>
            <numerusform>%1 berkas</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo the import of %1?</source>
        <translation>Batalkan impor %1?</translation>
    </message>
    <message>
        <source>Undo run %1 of %2, the import of %3?</source>
        <translation>Batalkan proses %1 pada %2, impor %3?</translation>
    </message>
    <message>
        <source>Undo run %1 of %2, which brought corrected records in?</source>
        <translation>Batalkan proses %1 pada %2, yang memasukkan baris yang diperbaiki?</translation>
    </message>
    <message>
        <source>%1: %2 rows</source>
        <translation>%1: %2 baris</translation>
    </message>
    <message>
        <source>Of these %1 rows up to %2 get back what they held before; the others leave the database.</source>
        <translation>Dari %1 baris ini, hingga %2 kembali ke isi sebelumnya; yang lain dikeluarkan dari basis data.</translation>
    </message>
    <message>
        <source>These %1 rows leave the database.</source>
        <translation>%1 baris ini dikeluarkan dari basis data.</translation>
    </message>
    <message>
        <source>Rows that a later import changed stay as they are, and are named.</source>
        <translation>Baris yang diubah impor sesudahnya dibiarkan, dan disebutkan.</translation>
    </message>
    <message>
        <source>With them goes what these runs brought in of the same files: %1.</source>
        <translation>Ikut dikeluarkan: yang dimasukkan proses berikut dari berkas yang sama: %1.</translation>
    </message>
    <message>
        <source>Files with records left out as duplicates, maybe of rows that leave now: %1. Import them again, and what is missing comes in.</source>
        <translation>Berkas yang sebagian barisnya dilewatkan sebagai duplikat, mungkin dari baris yang kini dikeluarkan: %1. Impor lagi berkas itu, dan yang kurang akan masuk.</translation>
    </message>
    <message>
        <source>The import of %1 is undone by run %2. Rows removed: %3, restored: %4, left alone since a later import changed them: %5.</source>
        <translation>Impor %1 dibatalkan oleh proses %2. Baris dikeluarkan: %3, dikembalikan: %4, dibiarkan karena diubah impor sesudahnya: %5.</translation>
    </message>
    <message>
        <source>Rows that stay since rows of other files belong to them: %1.</source>
        <translation>Baris yang tetap karena dipakai baris dari berkas lain: %1.</translation>
    </message>
    <message>
        <source>Files with records left out as duplicates, maybe of rows that are gone now: %1. Import them again, and what is missing comes in.</source>
        <translation>Berkas yang sebagian barisnya dilewatkan sebagai duplikat, mungkin dari baris yang kini hilang: %1. Impor lagi berkas itu, dan yang kurang akan masuk.</translation>
    </message>
    <message numerus="yes">
        <source>%1 more</source>
        <translation>
            <numerusform>%1 lagi</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: removed %2, restored %3, left %4, kept for others %5</source>
        <translation>%1: dikeluarkan %2, dikembalikan %3, dibiarkan %4, tetap untuk yang lain %5</translation>
    </message>
    <message>
        <source>Left as it is, since a later import changed it: %1, %2</source>
        <translation>Dibiarkan karena diubah impor sesudahnya: %1, %2</translation>
    </message>
    <message>
        <source>Left as they are besides: %1 rows</source>
        <translation>Selain itu dibiarkan: %1 baris</translation>
    </message>
    <message>
        <source>It came in by run %1: %2 records, %3 of them rejected.</source>
        <translation>Masuk oleh proses %1: %2 baris data, %3 di antaranya ditolak.</translation>
    </message>
</context>
</TS>
