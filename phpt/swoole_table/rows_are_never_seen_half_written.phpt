--TEST--
readers among writers never see a row of which some columns are old and some are new
--FILE--
<?php
const SECONDS = 1;
require __DIR__ . '/../../tests/soak/table_rows.php';
?>
--EXPECTF--
rows written: %d
rows read: %d
torn rows: 0
