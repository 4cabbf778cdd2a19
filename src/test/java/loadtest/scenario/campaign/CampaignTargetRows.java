package loadtest.scenario.campaign;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loadtest.audit.Evidence.AuditTransaction;

/**
 * A campaign's targets in the database at one moment.
 *
 * @param targets all rows of each phone number
 * @param othersQueued number of the campaign's other targets that are queued
 * @param keepsMessages whether these tables have a column for the id of a message
 */
record CampaignTargetRows(Map<String, List<Target>> targets, long othersQueued, boolean keepsMessages) {
    static final List<String> TABLES = List.of("campaign_targets");

    private static final String ROWS = """
            select t.msisdn::text, t.status::text, coalesce(to_jsonb(t) ->> 'message_id', '')
            from unnest(?::text[]) w (msisdn)
            join campaign_targets t on t.msisdn = w.msisdn and t.campaign_id::text = ?
            """;
    private static final String OTHERS = """
            select count(*) from campaign_targets t
            where t.campaign_id::text = ? and t.status::text = 'queued'
              and not exists (select from unnest(?::text[]) w (msisdn) where w.msisdn = t.msisdn)
            """;

    /** @param messageId empty where there is none */
    record Target(String status, String messageId) {
        boolean isQueued() {
            return status.equals("queued");
        }
    }

    static CampaignTargetRows read(AuditTransaction look, String campaignId, List<String> msisdns) throws SQLException {
        var targets = new HashMap<String, List<Target>>();
        try (var statement = look.connection().prepareStatement(ROWS)) {
            statement.setArray(1, look.texts(msisdns));
            statement.setString(2, campaignId);
            var row = statement.executeQuery();
            while (row.next()) {
                targets.computeIfAbsent(row.getString(1), msisdn -> new ArrayList<>())
                        .add(new Target(row.getString(2), row.getString(3)));
            }
        }
        if (targets.isEmpty()) {
            throw look.nothingIn("campaign_targets");
        }
        try (var statement = look.connection().prepareStatement(OTHERS)) {
            statement.setString(1, campaignId);
            statement.setArray(2, look.texts(msisdns));
            var row = statement.executeQuery();
            row.next();
            return new CampaignTargetRows(
                    targets, row.getLong(1), look.columns().contains("campaign_targets.message_id"));
        }
    }
}
