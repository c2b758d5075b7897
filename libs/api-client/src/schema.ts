// Generated from docs/openapi.json by `npm run openapi`. Change the API, not this file.
export interface paths {
    "/api/relance/admin/analytics/exits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why people left their sequence; ever, or from … to */
        get: operations["Analytics_exits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/analytics/funnel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** By day of the sequence: who waits now, and what happened; ever, or from … to */
        get: operations["Analytics_funnel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/analytics/timeseries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent, arrived, was read, failed and answered, by hour or day; the last 30 days by default */
        get: operations["Analytics_timeseries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All actions of owners and admins, newest first */
        get: operations["Audit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/audit/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log as CSV, newest first, with the filters of the list */
        get: operations["AdminExports_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Campaigns of all owners, newest first */
        get: operations["AdminCampaigns_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/campaigns/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pauses, resumes or cancels up to 1,000 campaigns by id, or those that a filter finds
         * @description The set is fixed before the first action. More than 50 campaigns need the confirmToken of a dry run, which confirms exactly the set that it found; more than 100 are worked on in the background (202).
         */
        post: operations["Bulk_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/campaigns/bulk/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Progress of a bulk action, and the outcome for each campaign */
        get: operations["Bulk_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/campaigns/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Campaigns of all owners as CSV, with the filters of the list */
        get: operations["AdminExports_campaigns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/campaigns/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Totals by status and type, messages, success and conversions over all owners */
        get: operations["AdminCampaigns_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One campaign */
        get: operations["AdminCampaigns_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/campaigns/{id}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done to a campaign, newest first */
        get: operations["AdminCampaigns_audited"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/campaigns/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a campaign for good; its live targets leave it */
        post: operations["AdminCampaignActions_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/campaigns/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deliveries of a campaign, newest first */
        get: operations["AdminCampaigns_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/campaigns/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pauses a campaign: nothing more is sent; messages on their way are counted in inFlight */
        post: operations["AdminCampaignActions_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/campaigns/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resumes a paused campaign where it stopped */
        post: operations["AdminCampaignActions_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/campaigns/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Numbers by status, by day of the sequence and by the hour of the last week */
        get: operations["AdminCampaigns_campaignStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/campaigns/{id}/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Targets of a campaign */
        get: operations["AdminCampaigns_ofCampaign"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/integrity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Report of the last recount of all counters
         * @description Starts a recount and waits briefly for it; on a large installation the answer is the stored report.
         */
        get: operations["Integrity_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/integrity/recount": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Starts a recount of all counters
         * @description The recount goes on in the background; the answer is the stored report as far as there is one.
         */
        post: operations["Integrity_recount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The installation’s files, newest first: every owner may send them */
        get: operations["AdminMedia_list"];
        put?: never;
        /** Stores a file for the installation’s messages */
        post: operations["AdminMedia_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/media/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of any file, the installation’s or an owner’s */
        get: operations["AdminMedia_read"];
        put?: never;
        post?: never;
        /** Removes a file of the installation; refused with the places while messages send it */
        delete: operations["AdminMedia_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/opt-outs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All opt-outs, newest first, by source and the beginning of the number */
        get: operations["OptOuts_list"];
        put?: never;
        /**
         * Records that nobody may write to a person; their live sequences end
         * @description 201 for a new opt-out, 200 with the existing one when the number had opted out already.
         */
        post: operations["OptOuts_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/opt-outs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lifts an opt-out: the person may be written to again; needs a reason */
        delete: operations["OptOuts_lift"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/opt-outs/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An opt-out with its whole phone number, which the list shows masked
         * @description A POST because it leaves a trace: who looked is in the audit as `opt_out.phone_revealed`.
         */
        post: operations["OptOuts_reveal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/owners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All owners with phone and numbers; by name, address, id or phone, and state of the phone */
        get: operations["Owners_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/owners/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One owner: phone, numbers, settings, last campaigns */
        get: operations["Owners_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All reports, newest first, each with its last run */
        get: operations["Reports_list"];
        put?: never;
        /** Makes a report; it is sent from its next time on */
        post: operations["Reports_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One report */
        get: operations["Reports_read"];
        put?: never;
        post?: never;
        /** Removes a report and its history */
        delete: operations["Reports_remove"];
        options?: never;
        head?: never;
        /** Changes any part; a changed schedule counts from its next time on */
        patch: operations["Reports_update"];
        trace?: never;
    };
    "/api/relance/admin/reports/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent, newest first */
        get: operations["Reports_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/reports/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mail as it would be sent now */
        get: operations["Reports_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/reports/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a report now, besides its schedule; answers the outcome */
        post: operations["Reports_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All owners with their sessions, by state, strikes and owner; state none for those who never linked a phone */
        get: operations["AdminSessions_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/sessions/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Owners by state, failures of the last 24 hours by cause, code and hour, owners near the limit */
        get: operations["AdminSessions_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/sessions/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One owner's session; state none for an owner who never linked a phone */
        get: operations["AdminSessions_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/sessions/{userId}/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connects, or asks for a QR or pairing code, on behalf of an owner */
        post: operations["AdminSessionActions_connect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/sessions/{userId}/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disconnects and keeps the session, or deletes it with `force`; idempotent */
        post: operations["AdminSessionActions_disconnect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/sessions/{userId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every end of a connection, newest first, explained */
        get: operations["AdminSessions_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/sessions/{userId}/qr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The QR that can be scanned now, while an admin links a phone on behalf of its owner */
        get: operations["AdminSessions_qr"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/sessions/{userId}/reconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connects with the stored session at once; without one it is an ordinary connect */
        post: operations["AdminSessionActions_reconnect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/sessions/{userId}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Unlinks the device, deletes the session and sets the strikes to 0; idempotent */
        post: operations["AdminSessionActions_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Opt-out line and words, defaults of new owners, limits, retention, second factor */
        get: operations["InstallationSettings_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes any part; what is not given keeps its value; in effect everywhere within a second */
        patch: operations["InstallationSettings_change"];
        trace?: never;
    };
    "/api/relance/admin/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live events of all owners, resumable by Last-Event-ID */
        get: operations["AdminStream_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/targets/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Targets as CSV: the filters are those of the campaigns, `status` is the target’s; phones in full for admins */
        get: operations["AdminExports_targets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/targets/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries an uncertain or refused message again now; an uncertain one may be seen twice */
        post: operations["AdminTargets_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The installation’s messages: sent for owners who have none of their own */
        get: operations["AdminTemplates_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/templates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A message as a sample person would read it, and what is doubtful in it */
        post: operations["AdminTemplates_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/templates/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a message of the installation’s set to the number of the phone that it is sent from
         * @description From your own phone, or from that of the owner you name; counted among the ten test messages a day of that owner, then 429. 409 at once while that phone is not connected.
         */
        post: operations["AdminTestMessages_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/templates/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The installation’s message of one day */
        get: operations["AdminTemplates_read"];
        /** Writes the installation’s message of a day */
        put: operations["AdminTemplates_write"];
        post?: never;
        /** Removes the installation’s message of a day: owners without one of their own skip it */
        delete: operations["AdminTemplates_drop"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tokens, newest first, revoked ones too */
        get: operations["AdminTokens_list"];
        put?: never;
        /**
         * Creates a token for one owner, for support, for admins or for a server; it is shown this once
         * @description A token for a server (audience `service`) may convert and change contacts by phone, naming the owner with X-Relance-Owner, and nothing else.
         */
        post: operations["AdminTokens_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revokes a token at once and for good; idempotent
         * @description Tokens that were made with it, and with those, are revoked with it; their live streams end within a second. A program that replaces its token, and revokes it with itself or with one made with it, ends this one alone.
         */
        delete: operations["AdminTokens_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts, by role, status and the beginning of name or address */
        get: operations["Users_list"];
        put?: never;
        /**
         * Invites somebody: the answer has a link that sets the password, valid for 72 hours and one use
         * @description The link is also mailed when a mail server is configured.
         */
        post: operations["Users_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One account */
        get: operations["Users_read"];
        put?: never;
        post?: never;
        /** Deletes an account with its logins; the owner's contacts and campaigns stay */
        delete: operations["Users_remove"];
        options?: never;
        head?: never;
        /** Changes an account; a new role or owner ends its logins */
        patch: operations["Users_change"];
        trace?: never;
    };
    "/api/relance/admin/users/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disables an account: it can no longer log in, and its logins end at once */
        post: operations["Users_disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/users/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enables an account: it can log in again */
        post: operations["Users_enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/users/{id}/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates a new link for somebody who has no password yet; the older link no longer works */
        post: operations["Users_inviteAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/users/{id}/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates a link to set a new password; the older link no longer works */
        post: operations["Users_resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The installation’s webhook endpoints, newest first */
        get: operations["AdminWebhooks_list"];
        put?: never;
        /** Adds an endpoint; the answer shows its signing secret, once */
        post: operations["AdminWebhooks_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One endpoint */
        get: operations["AdminWebhooks_read"];
        put?: never;
        post?: never;
        /** Removes an endpoint and the list of its deliveries */
        delete: operations["AdminWebhooks_remove"];
        options?: never;
        head?: never;
        /** Changes the address or the events, or switches the endpoint on or off */
        patch: operations["AdminWebhooks_update"];
        trace?: never;
    };
    "/api/relance/admin/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deliveries to an endpoint in the last 30 days, newest first */
        get: operations["AdminWebhooks_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/webhooks/{id}/deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends an event once more under the same `webhook-id` */
        post: operations["AdminWebhooks_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/admin/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a `webhook.test` event now and answers the outcome; a failure does not count towards switching the endpoint off */
        post: operations["AdminWebhooks_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/auth/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mails a link for a new password, if there is an active account with this address */
        post: operations["Password_forgot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/auth/invite/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets the first password with the link of an invitation; the account is active then */
        post: operations["Password_acceptInvite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Logs in: sets the http-only cookie and answers a token that also works as bearer token
         * @description 401 TWO_FACTOR_REQUIRED asks for `code`. Five wrong passwords of an address, or five wrong codes, lock for 15 minutes: 429 with Retry-After.
         */
        post: operations["Auth_logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the login of the cookie or bearer token; idempotent */
        post: operations["Auth_logOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who the cookie or token belongs to */
        get: operations["OwnLogin_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes your own name and language */
        patch: operations["OwnLogin_changeProfile"];
        trace?: never;
    };
    "/api/relance/auth/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the login page can offer, such as a forgotten password */
        get: operations["Auth_options"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes your own password; every other login of the account ends */
        post: operations["OwnLogin_changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/auth/reset/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets a new password with a link; every login of the account ends */
        post: operations["Password_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your open logins, newest first */
        get: operations["OwnLogin_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of your logins, even the one of this request */
        delete: operations["OwnLogin_endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/auth/two-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prepares a second factor: its secret as a QR, and ten recovery codes, shown this once */
        post: operations["OwnLogin_offerTwoFactor"];
        /** Removes the second factor; needs the password and a code */
        delete: operations["OwnLogin_removeTwoFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/auth/two-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms the second factor with a code of the authenticator app; from now on the login asks for one */
        post: operations["OwnLogin_confirmTwoFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your campaigns, newest first */
        get: operations["Campaigns_list"];
        put?: never;
        /** Creates a draft, or a scheduled campaign when a start is given */
        post: operations["Campaigns_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns/default/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The default campaign's numbers */
        get: operations["Campaigns_defaultStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns/default/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Targets of the default campaign */
        get: operations["Targets_ofDefault"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whom a filter finds now, and why some of them would not be enrolled */
        post: operations["Campaigns_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many campaigns of each status you have */
        get: operations["Campaigns_ownStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One campaign */
        get: operations["Campaigns_read"];
        put?: never;
        post?: never;
        /** Removes a draft, completed or cancelled campaign with its targets */
        delete: operations["Campaigns_remove"];
        options?: never;
        head?: never;
        /** Changes any part of a draft or scheduled campaign */
        patch: operations["Campaigns_edit"];
        trace?: never;
    };
    "/api/relance/campaigns/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a campaign for good; its live targets leave it */
        post: operations["Lifecycle_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns/{id}/clone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates a draft with the same messages and, unless `withAudience` is false, the same audience */
        post: operations["Lifecycle_clone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns/{id}/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The targets of a campaign with what became of each day, as CSV */
        get: operations["CampaignExport_targets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns/{id}/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What will be sent on the next days, and when the campaign will be finished */
        get: operations["Campaigns_forecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pauses a campaign; answers how many messages are still on their way */
        post: operations["Lifecycle_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resumes a campaign where it stopped: no burst, no skipped day */
        post: operations["Lifecycle_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns/{id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Schedules the start of a campaign */
        post: operations["Lifecycle_schedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a campaign and enrols at once; without a linked session it waits for one */
        post: operations["Lifecycle_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Numbers by status, by day of the sequence and by the hour of the last week */
        get: operations["Campaigns_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns/{id}/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Targets of a campaign */
        get: operations["Targets_ofCampaign"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/campaigns/{id}/unschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a scheduled campaign a draft again */
        post: operations["Lifecycle_unschedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as GET /settings, at the address that PATCH changes */
        get: operations["Settings_readConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** The same as PUT /settings */
        patch: operations["Settings_patch"];
        trace?: never;
    };
    "/api/relance/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connects, or asks for a QR or pairing code; answers within 15 s with the state reached by then */
        post: operations["Session_connect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your contacts, newest first */
        get: operations["Contacts_list"];
        put?: never;
        /** Adds a contact; a known phone is refused with its id */
        post: operations["Contacts_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds up to 1000 contacts; bad rows are reported */
        post: operations["Contacts_bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts/by-phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Adds the contact with this phone (201), or changes the given fields of the existing one (200)
         * @description For servers that keep people up to date without knowing the ids here. Safe to repeat.
         */
        put: operations["Contacts_saveByPhone"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts/convert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The person with this phone paid: live sequences end */
        post: operations["Contacts_convertByPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your contacts as a CSV file that an import takes back, with the filters of the list */
        get: operations["ContactExport_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds and updates contacts from a file (CSV, XLSX, vCard) or from one that was inspected
         * @description Up to 500 rows are imported before the answer (200, the report); more are imported in the background (202, `jobId`).
         */
        post: operations["Imports_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts/import/inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says what a file of contacts is and what its columns probably are; nothing is saved */
        post: operations["Imports_inspect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts/import/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an import is, and its report; kept for seven days */
        get: operations["Imports_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts/import/{jobId}/rejected.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every rejected line of an import as it came, with the reason, to be corrected and sent again */
        get: operations["Imports_rejected"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds and takes away tags of many contacts, by ids or by the filters of the list */
        post: operations["Contacts_tags"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One contact */
        get: operations["Contacts_read"];
        put?: never;
        post?: never;
        /** Removes a contact; live sequences end */
        delete: operations["Contacts_remove"];
        options?: never;
        head?: never;
        /** Changes any part of a contact; null empties a field */
        patch: operations["Contacts_change"];
        trace?: never;
    };
    "/api/relance/contacts/{id}/convert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The contact paid: live sequences end */
        post: operations["Contacts_convert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts/{id}/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All data that is kept about a person */
        get: operations["Contacts_data"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts/{id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Removes a person for good; a salted hash keeps the number from being taken in again */
        post: operations["Contacts_erase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts/{id}/opt-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The person asked to be written to again; why is kept in the audit
         * @description Lifts the opt-out for every owner, so an owner may lift what was said to them alone. What an administrator entered, or what was said to another owner too, is refused with 409 `OPT_OUT_HELD` (`details.heldBy`: `admin`, `another_owner`); an administrator can lift it.
         */
        post: operations["Contacts_optIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts/{id}/opt-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The person asked to be left alone: live sequences end, nobody writes again */
        post: operations["Contacts_optOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/contacts/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The whole phone number, where a page shows it masked
         * @description A POST because it leaves a trace: who looked is in the audit as `contact.phone_revealed`.
         */
        post: operations["Contacts_reveal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Disconnects and keeps the session, or deletes it with `force` */
        delete: operations["Session_disconnect"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your files, newest first */
        get: operations["Media_list"];
        put?: never;
        /**
         * Stores a picture, video, document or audio file to send
         * @description At most 16 MB; the type is found from the bytes, not from the name. The same bytes of one owner are stored once and answer the same id.
         */
        post: operations["Media_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/media/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of one of your files, or of the installation’s */
        get: operations["Media_read"];
        put?: never;
        post?: never;
        /** Removes a file; refused with the places while messages send it */
        delete: operations["Media_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/qr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The QR that can be scanned now */
        get: operations["Session_qr"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/session/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every end of a connection, newest first, explained */
        get: operations["Session_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your settings: switches, limits and policy; the defaults when nothing was ever changed */
        get: operations["Settings_read"];
        /** Changes any part of the settings and answers the whole */
        put: operations["Settings_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How your phone is linked, with the switches and limits; asking changes nothing */
        get: operations["Session_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live events of the owner: session.updated, qr.updated, campaign.updated, delivery.updated */
        get: operations["Session_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your live targets in all campaigns, newest first */
        get: operations["Targets_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/targets/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The message that leaves next: when, and gate by gate what holds it back */
        get: operations["Targets_next"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/targets/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries an uncertain or refused message again now; an uncertain one keeps its id and may be seen twice */
        post: operations["Targets_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/targets/{id}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a message has not left yet, gate by gate, and when it could */
        get: operations["Targets_why"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The message of each of the seven days, and whether it is the owner’s or the installation’s
         * @description A campaign's own message goes before them; without it the owner's is sent, else the installation's, else the day is skipped.
         */
        get: operations["Templates_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/templates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A message as a contact, or a sample one, would read it, and what is doubtful in it */
        post: operations["Templates_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/templates/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a test message to your own number, or to one that was confirmed
         * @description Ten a day, then 429; outside of all caps and windows, and counted in no campaign. 409 at once while no phone is connected.
         */
        post: operations["TestMessages_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/templates/test/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Numbers that test messages may go to besides your own */
        get: operations["TestMessages_numbers"];
        put?: never;
        /**
         * Sends a code to a number; its holder confirms with it
         * @description The code holds for 15 minutes and five tries, and counts as one of the ten test messages of the day.
         */
        post: operations["TestMessages_requestCode"];
        /** Removes a number: test messages no longer go to it */
        delete: operations["TestMessages_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/templates/test/numbers/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms a number with the code it got */
        post: operations["TestMessages_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/templates/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The message of one day */
        get: operations["Templates_read"];
        /** Writes the owner’s own message of a day; it is used for every day not sent yet */
        put: operations["Templates_write"];
        post?: never;
        /** Drops the owner’s own message of a day; answers what is sent instead */
        delete: operations["Templates_drop"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your tokens for programs, newest first, revoked ones too */
        get: operations["Tokens_list"];
        put?: never;
        /** Creates a token with which a program acts for you; it is shown this once */
        post: operations["Tokens_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revokes a token at once and for good; idempotent
         * @description Tokens that were made with it, and with those, are revoked with it; their live streams end within a second. A program that replaces its token, and revokes it with itself or with one made with it, ends this one alone.
         */
        delete: operations["Tokens_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your webhook endpoints, newest first */
        get: operations["Webhooks_list"];
        put?: never;
        /** Adds an endpoint; the answer shows its signing secret, once */
        post: operations["Webhooks_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One endpoint */
        get: operations["Webhooks_read"];
        put?: never;
        post?: never;
        /** Removes an endpoint and the list of its deliveries */
        delete: operations["Webhooks_remove"];
        options?: never;
        head?: never;
        /** Changes the address or the events, or switches the endpoint on or off */
        patch: operations["Webhooks_update"];
        trace?: never;
    };
    "/api/relance/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deliveries to an endpoint in the last 30 days, newest first */
        get: operations["Webhooks_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/webhooks/{id}/deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends an event once more under the same `webhook-id` */
        post: operations["Webhooks_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relance/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a `webhook.test` event now and answers the outcome; a failure does not count towards switching the endpoint off */
        post: operations["Webhooks_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process runs; 200 as long as it answers at all */
        get: operations["Operations_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests can be served; 503 names what is away, such as the database */
        get: operations["Operations_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics in the text format of Prometheus
         * @description With METRICS_TOKEN as bearer token; where none is set, for direct calls from the same machine only.
         */
        get: operations["Operations_prometheus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptedView: {
            accepted: boolean;
        };
        ActionReasonBody: {
            reason?: string;
        };
        AdminDisconnectBody: {
            /**
             * @description true deletes the session; a new scan is needed then.
             * @default false
             */
            force: boolean;
            reason?: string;
        };
        AdminSessionView: {
            /** @enum {string} */
            whatsappStatus: "connected" | "disconnected" | "expired";
            /** @enum {string} */
            sessionState: "none" | "connecting" | "awaiting_scan" | "pairing" | "connected" | "retry_wait" | "waiting_network" | "disconnected" | "conflict" | "restricted" | "expired";
            /** @description Strikes. */
            connectionFailureCount: number;
            maxConnectionFailures: number;
            /** Format: date-time */
            lastConnectionFailure: string | null;
            canReconnectWithoutQr: boolean;
            requiresQr: boolean;
            /** Format: date-time */
            nextAttemptAt: string | null;
            /** @description Failed attempts since the connection was lost. */
            attempt: number;
            lastDisconnect: components["schemas"]["LastDisconnectView"] | null;
            /**
             * Format: date-time
             * @description Until when WhatsApp restricts the account or its new chats; null when it does not, or no end is known.
             */
            restrictedUntil: string | null;
            /** @description Why the last link was undone at once; null otherwise. */
            linkRefusal: components["schemas"]["LinkRefusalView"] | null;
            linkedPhoneMasked: string | null;
            pushName: string | null;
            /** Format: date-time */
            lastQrScanDate: string | null;
            /** Format: date-time */
            lastConnectedAt: string | null;
            /** Format: date-time */
            lastConnectionCheck: string | null;
            messagesSentToday: number;
            dailyCap: number;
            /** @enum {string|null} */
            defaultPauseSource: "manual" | "campaign" | null;
            nextActions: ("connect" | "scan" | "disconnect" | "reset")[];
            rev: number;
            enabled: boolean;
            enrollmentPaused: boolean;
            sendingPaused: boolean;
            defaultCampaignPaused: boolean;
            allowSimultaneousCampaigns: boolean;
            maxMessagesPerDay: number;
            maxTargetsPerCampaign: number;
            ownerId: string;
            owner: components["schemas"]["OwnerView"];
            /** @description Who has linked the number that was refused to this owner last; null otherwise. */
            numberLinkedBy: components["schemas"]["OwnerView"] | null;
        };
        AllCampaignsStatsView: {
            total: number;
            byStatus: components["schemas"]["CampaignsByStatusView"];
            byType: components["schemas"]["CampaignsByTypeView"];
            targets: components["schemas"]["CountsView"];
            messages: components["schemas"]["MessagesView"];
            /** @description 0–100, one decimal; 0 when nothing was sent. */
            successRate: number;
            conversions: number;
            integrity: components["schemas"]["IntegrityFlagView"];
        };
        AuditActorView: {
            id: string;
            /** @description Of an owner: the name that is known now, or the address. */
            name: string | null;
            email: string | null;
            role: string;
        };
        AuditEntityView: {
            type: string;
            id: string;
            name: string | null;
        };
        AuditEntryView: {
            id: string;
            /** Format: date-time */
            at: string;
            actor: components["schemas"]["AuditActorView"];
            /** @description The owner for whom staff acted. */
            onBehalfOf: components["schemas"]["AuditOwnerView"] | null;
            /** @description Their name that is known now, or the address. */
            onBehalfOfName: string | null;
            /** @example campaign.pause */
            action: string;
            entity: components["schemas"]["AuditEntityView"];
            reason: string | null;
            before: {
                [key: string]: unknown;
            } | null;
            after: {
                [key: string]: unknown;
            } | null;
            requestId: string | null;
        };
        AuditOwnerView: {
            id: string;
        };
        BulkAnswer: {
            created: number;
            updated: number;
            /** @description Rows whose phone stood in an earlier row. */
            merged: number;
            rejected: components["schemas"]["BulkRejection"][];
        };
        BulkBody: {
            /** @enum {string} */
            action: "pause" | "resume" | "cancel";
            /** @description Either these or `filter`. */
            ids?: string[];
            filter?: components["schemas"]["BulkFilter"];
            /** @description Required for cancelling. */
            reason?: string;
            /**
             * @description True: nothing is done; the answer says what would be.
             * @default false
             */
            dryRun: boolean;
            /** @description From the dry run; required for more than 50 campaigns. */
            confirmToken?: string;
        };
        BulkContactsBody: {
            contacts: components["schemas"]["ContactBody"][];
            /**
             * @description Known phones are updated instead of rejected.
             * @default false
             */
            upsert: boolean;
        };
        BulkFilter: {
            /**
             * @description Created on this day (UTC) or later.
             * @example 2026-01-01
             */
            from?: string;
            /**
             * @description Created on this day (UTC) or before; not before `from`.
             * @example 2026-01-31
             */
            to?: string;
            /** @enum {string} */
            status?: "draft" | "scheduled" | "active" | "paused" | "completed" | "cancelled";
            /** @enum {string} */
            type?: "default" | "filtered";
            /** @description Beginning of the name or of a later word of it; accents and case do not matter. */
            q?: string;
            /** @description Only this owner's campaigns. */
            userId?: string;
        };
        BulkJobView: {
            jobId: string;
            /** @enum {string} */
            action: "pause" | "resume" | "cancel";
            /** @enum {string} */
            status: "queued" | "running" | "done" | "failed";
            progress: number;
            count: number;
            results: components["schemas"]["BulkResultView"][];
        };
        BulkRejection: {
            field: string;
            /** @description In English, in words that follow the field. */
            problem: string;
            /**
             * @description The kind of problem, to word it in another language.
             * @enum {string|null}
             */
            code: "PHONE_NOT_POSSIBLE" | "PHONE_SHORTENED" | "PHONE_NEEDS_COUNTRY" | "KNOWN_ALREADY" | "ERASED" | "FILE_OLD_SPREADSHEET" | "FILE_PDF" | "FILE_NO_SHEET" | "FILE_NO_SHEET_NAMED" | "FILE_EMPTY" | "FILE_NO_TEXT" | "FILE_WEB_PAGE" | "FILE_JSON" | "FILE_DOCUMENT" | "FILE_UNPACKS_TOO_LARGE" | "FILE_NO_SPREADSHEET" | "FILE_CELL_TOO_LONG" | "FILE_NOT_WHOLE" | "FILE_NO_PHONE_COLUMN" | "COLUMN_NOT_THERE" | "LEFT_OUT_CONSENT" | "LEFT_OUT" | "CHARACTERS_TAKEN_OUT" | "CUT" | "UNKNOWN_VARIABLE" | "TOO_MANY_BRACES" | "LONE_BRACES" | "CONTROL_CHARACTERS" | "MISSING" | "NOT_KNOWN_HERE" | "TOO_LONG" | "LONGER_THAN_ALLOWED" | "TOO_SMALL" | "TOO_LARGE" | "TOO_MANY" | "TOO_FEW" | "NOT_A_WHOLE_NUMBER" | "NOT_ONE_OF" | "NOT_AN_EMAIL" | "NOT_A_PHONE" | "NOT_AN_ADDRESS" | "NOT_A_COUNTRY" | "NOT_A_TIME_ZONE" | "NAMED_TWICE" | "IN_THE_PAST" | "NO_SUCH_THING" | null;
            /** @description Names and numbers in the problem. */
            params: {
                [key: string]: string;
            };
            /** @description What stood there, shortened. */
            value: string | null;
            /** @description Place in the list, from 0. */
            index: number;
        };
        BulkResultView: {
            id: string;
            /** @description True when the action was done, or had been done already. */
            ok: boolean;
            /** @description Code of the refusal; absent when it was done. */
            code?: string;
            /** @enum {string|null} */
            currentStatus: "draft" | "scheduled" | "active" | "paused" | "completed" | "cancelled" | null;
        };
        BulkSampleView: {
            id: string;
            name: string;
            ownerId: string;
            /** @enum {string} */
            status: "draft" | "scheduled" | "active" | "paused" | "completed" | "cancelled";
        };
        CampaignBody: {
            name: string;
            /** @description An empty object means everybody. */
            targetFilter: components["schemas"]["FilterBody"];
            /**
             * @default frozen
             * @enum {string}
             */
            audienceMode: "frozen" | "dynamic";
            /**
             * @description Any reply of a person ends their sequence (exit reason `replied`).
             * @default false
             */
            stopOnReply: boolean;
            /** @description Replace the default messages of their days. */
            customMessages?: components["schemas"]["CustomMessageBody"][];
            /** Format: date-time */
            scheduledStartDate?: string | null;
            /** @description Starts when that campaign has ended. */
            runAfterCampaignId?: string | null;
            /** @description Default: the owner's. */
            maxMessagesPerDay?: number;
            /**
             * @description Lower is first.
             * @default 0
             */
            priority: number;
            description?: string | null;
        };
        CampaignBulkAnswer: {
            /** @description Dry run: how many campaigns. */
            count?: number;
            /** @description Dry run: confirms exactly this set, for ten minutes. */
            confirmToken?: string;
            samples?: components["schemas"]["BulkSampleView"][];
            /** @description Up to 100 campaigns. */
            results?: components["schemas"]["BulkResultView"][];
            /** @description 202: more than 100 campaigns; see the job. */
            jobId?: string;
        };
        CampaignPatchBody: {
            name?: string;
            /** @description An empty object means everybody. */
            targetFilter?: components["schemas"]["FilterBody"];
            /**
             * @default frozen
             * @enum {string}
             */
            audienceMode: "frozen" | "dynamic";
            /**
             * @description Any reply of a person ends their sequence (exit reason `replied`).
             * @default false
             */
            stopOnReply: boolean;
            /** @description Replace the default messages of their days. */
            customMessages?: components["schemas"]["CustomMessageBody"][];
            /** Format: date-time */
            scheduledStartDate?: string | null;
            /** @description Starts when that campaign has ended. */
            runAfterCampaignId?: string | null;
            /** @description Default: the owner's. */
            maxMessagesPerDay?: number;
            /**
             * @description Lower is first.
             * @default 0
             */
            priority: number;
            description?: string | null;
        };
        CampaignReasonBody: {
            reason?: string;
        };
        CampaignRemoved: {
            id: string;
            targetsDeleted: number;
        };
        CampaignStatsView: {
            counts: components["schemas"]["CountsView"];
            messages: components["schemas"]["MessagesView"];
            /** @description (delivered + read) / sent, per cent. */
            successRate: number;
            /** @description converted / enrolled, per cent. */
            conversionRate: number;
            /** @description Live targets by the day to be sent next. */
            dayFunnel: number[];
            perDay: components["schemas"]["DayStatisticsView"][];
            hourly: components["schemas"]["HourStatisticsView"][];
        };
        CampaignView: {
            counts: components["schemas"]["CountsView"];
            messages: components["schemas"]["MessagesView"];
            /** @description (delivered + read) / sent, per cent. */
            successRate: number;
            /** @description converted / enrolled, per cent. */
            conversionRate: number;
            /** @description Live targets by the day to be sent next. */
            dayFunnel: number[];
            id: string;
            name: string;
            description: string | null;
            ownerId: string;
            owner: components["schemas"]["OwnerView"];
            /** @enum {string} */
            type: "default" | "filtered";
            /** @enum {string} */
            status: "draft" | "scheduled" | "active" | "paused" | "completed" | "cancelled";
            statusReason: components["schemas"]["StatusReasonView"] | null;
            /** @description What WhatsApp forbids the owner while this campaign is active; null when it forbids nothing. */
            restriction: components["schemas"]["RestrictionView"] | null;
            targetFilter: components["schemas"]["FilterBody"] | null;
            customMessages: components["schemas"]["CustomMessageView"][];
            /** @enum {string} */
            audienceMode: "frozen" | "dynamic";
            /** @description Any reply of a person ends their sequence. */
            stopOnReply: boolean;
            /** Format: date-time */
            scheduledStartDate: string | null;
            runAfterCampaignId: string | null;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            pausedAt: string | null;
            /** Format: date-time */
            completedAt: string | null;
            /** Format: date-time */
            cancelledAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            maxMessagesPerDay: number;
            priority: number;
            /** @description 0–100; 100 when completed. */
            progress: number;
            /** Format: date-time */
            estimatedEndAt: string | null;
            nextActions: ("start" | "schedule" | "unschedule" | "pause" | "resume" | "cancel" | "edit" | "delete" | "clone")[];
            /** @description Rises at every change; orders views. */
            rev: number;
        };
        CampaignsByStatusView: {
            draft: number;
            scheduled: number;
            active: number;
            paused: number;
            completed: number;
            cancelled: number;
        };
        CampaignsByTypeView: {
            default: number;
            filtered: number;
        };
        CancelReasonBody: {
            reason: string;
        };
        ChangePasswordBody: {
            /**
             * Format: password
             * @description The present password.
             */
            currentPassword: string;
            /**
             * Format: password
             * @description At least 12 characters, and none that others would guess.
             */
            newPassword: string;
        };
        CloneBody: {
            /** @description Default: the original's with (2). */
            name?: string;
            /**
             * @description False: the copy begins without a filter, for everybody.
             * @default true
             */
            withAudience: boolean;
        };
        ConfirmTestNumberBody: {
            /** @example +237690000001 */
            phone: string;
            /**
             * @description The six digits that the number received on WhatsApp.
             * @example 123456
             */
            code: string;
        };
        ConnectAnswer: {
            /** @enum {string} */
            outcome: "connected" | "qr" | "pairing_code" | "connecting";
            alreadyConnected: boolean;
            /** @description Connected by this call without a scan. */
            reconnected: boolean;
            /** @description PNG as a data URL. */
            qr: string | null;
            qrText: string | null;
            /** Format: date-time */
            qrExpiresAt: string | null;
            /** @description Eight characters. */
            pairingCode: string | null;
            /** Format: date-time */
            pairingCodeExpiresAt: string | null;
            /** @enum {string} */
            whatsappStatus: "connected" | "disconnected" | "expired";
            /** @enum {string} */
            sessionState: "none" | "connecting" | "awaiting_scan" | "pairing" | "connected" | "retry_wait" | "waiting_network" | "disconnected" | "conflict" | "restricted" | "expired";
            connectionFailureCount: number;
            maxConnectionFailures: number;
            session: components["schemas"]["SessionView"];
        };
        ConnectBody: {
            /**
             * @default qr
             * @enum {string}
             */
            method: "qr" | "pairing_code";
            /**
             * @description E.164; needed for pairing_code.
             * @example +237612345678
             */
            phoneNumber?: string;
        };
        ConsentBody: {
            source: string;
            /** Format: date-time */
            at: string;
        };
        ConsentView: {
            source: string;
            /** Format: date-time */
            at: string;
        };
        ContactBody: {
            /**
             * @description International, or national in the default country.
             * @example +237690000001
             */
            phone: string;
            name?: string | null;
            email?: string | null;
            /** @example CM */
            country?: string | null;
            /** @enum {string|null} */
            language?: "fr" | "en" | null;
            /** @enum {string|null} */
            gender?: "male" | "female" | "other" | null;
            /** @example 1990-05-31 */
            birthDate?: string | null;
            profession?: string | null;
            /** Format: date-time */
            registeredAt?: string | null;
            /**
             * @default none
             * @enum {string|null}
             */
            subscription: "none" | "subscribed" | null;
            tags?: string[] | null;
            attributes?: {
                [key: string]: string;
            } | null;
            referrerName?: string | null;
            consent?: components["schemas"]["ConsentBody"] | null;
        };
        ContactDataView: {
            contact: components["schemas"]["ContactView"];
            addresses: components["schemas"]["KnownAddresses"];
            /**
             * Format: date-time
             * @description When the person last wrote.
             */
            lastInboundAt: string | null;
            optOuts: components["schemas"]["OptOutData"][];
            samePerson: components["schemas"]["SamePersonView"][];
            targets: components["schemas"]["TargetData"][];
        };
        ContactErased: {
            id: string;
            /** @description Live sequences that ended with it. */
            exitedTargets: number;
        };
        ContactFilterQuery: {
            /**
             * @description Created on this day (UTC) or later.
             * @example 2026-01-01
             */
            from?: string;
            /**
             * @description Created on this day (UTC) or before; not before `from`.
             * @example 2026-01-31
             */
            to?: string;
            /** @description Beginning of the name or of a later word of it (accents and case do not matter), or of the phone. */
            q?: string;
            /**
             * @description Two letters (ISO 3166).
             * @example CM
             */
            country?: string;
            /** @enum {string} */
            language?: "fr" | "en";
            /** @description People who have this tag; case and accents do not matter. */
            tag?: string;
            /** @enum {string} */
            subscription?: "none" | "subscribed";
            /** @enum {string} */
            onWhatsApp?: "unknown" | "yes" | "no";
            /** @description Only people who paid, or only the others. */
            converted?: boolean;
            /** @description Only people who wrote to the owner, or only those who never did. */
            replied?: boolean;
            /** @description Only people who asked to be left alone (by whatever way, whoever wrote to them), or only the others. */
            optedOut?: boolean;
            /** @description Only people who are in a sequence of the owner now, or only the others. */
            inLiveSequence?: boolean;
            /** @description True: the removed ones, which stay for the numbers of past campaigns; else the others. */
            archived?: boolean;
        };
        ContactPatchBody: {
            name?: string | null;
            email?: string | null;
            /** @example CM */
            country?: string | null;
            /** @enum {string|null} */
            language?: "fr" | "en" | null;
            /** @enum {string|null} */
            gender?: "male" | "female" | "other" | null;
            /** @example 1990-05-31 */
            birthDate?: string | null;
            profession?: string | null;
            /** Format: date-time */
            registeredAt?: string | null;
            /**
             * @default none
             * @enum {string|null}
             */
            subscription: "none" | "subscribed" | null;
            tags?: string[] | null;
            attributes?: {
                [key: string]: string;
            } | null;
            referrerName?: string | null;
            consent?: components["schemas"]["ConsentBody"] | null;
            /** @example +237690000001 */
            phone?: string;
            /** @description Archived contacts leave all sequences and are in no audience. */
            archived?: boolean;
        };
        ContactRemoved: {
            id: string;
            /** @description Live sequences that ended with it. */
            exitedTargets: number;
        };
        ContactView: {
            id: string;
            /**
             * @description E.164.
             * @example +237690000001
             */
            phone: string;
            name: string | null;
            email: string | null;
            country: string | null;
            /** @enum {string|null} */
            language: "fr" | "en" | null;
            /** @enum {string|null} */
            gender: "male" | "female" | "other" | null;
            /** @example 1990-05-31 */
            birthDate: string | null;
            profession: string | null;
            /** Format: date-time */
            registeredAt: string | null;
            /** @enum {string} */
            subscription: "none" | "subscribed";
            tags: string[];
            attributes: {
                [key: string]: string;
            };
            referrerName: string | null;
            consent: components["schemas"]["ConsentView"] | null;
            /** @enum {string} */
            onWhatsApp: "unknown" | "yes" | "no";
            optedOut: boolean;
            /** @description Whether a sequence of this owner runs for this contact now; see `samePerson` of its data for others about the person. */
            inLiveSequence: boolean;
            /** Format: date-time */
            convertedAt: string | null;
            /**
             * Format: date-time
             * @description When the person last wrote.
             */
            repliedAt: string | null;
            /** Format: date-time */
            archivedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        ConvertAnswer: {
            contact: components["schemas"]["ContactView"];
            exitedTargets: number;
        };
        ConvertBody: {
            /** @example +237690000001 */
            phone: string;
        };
        CountsView: {
            /** @description active + sending + unknown + completed + converted + exited */
            enrolled: number;
            active: number;
            sending: number;
            unknown: number;
            completed: number;
            converted: number;
            exited: number;
            /** @description `exited` by reason. */
            exitedBy: components["schemas"]["ExitedByView"];
        };
        CustomMessageBody: {
            dayNumber: number;
            messageTemplate: components["schemas"]["TextsBody"];
            mediaIds?: string[];
        };
        CustomMessageView: {
            dayNumber: number;
            messageTemplate: components["schemas"]["TextsView"];
            mediaIds: string[];
        };
        DayStatisticsView: {
            day: number;
            sent: number;
            delivered: number;
            read: number;
            failed: number;
        };
        DefaultStatsView: {
            counts: components["schemas"]["CountsView"];
            messages: components["schemas"]["MessagesView"];
            /** @description (delivered + read) / sent, per cent. */
            successRate: number;
            /** @description converted / enrolled, per cent. */
            conversionRate: number;
            /** @description Live targets by the day to be sent next. */
            dayFunnel: number[];
            perDay: components["schemas"]["DayStatisticsView"][];
            hourly: components["schemas"]["HourStatisticsView"][];
            /** @description Null until the owner has settings. */
            id: string | null;
            /** @enum {string|null} */
            pauseSource: "manual" | "campaign" | null;
        };
        DeletedUserView: {
            id: string;
        };
        DeliveryData: {
            day: number;
            state: string;
            /** @description While texts are kept. */
            text: string | null;
            /** Format: date-time */
            sentAt: string | null;
            /** Format: date-time */
            deliveredAt: string | null;
            /** Format: date-time */
            readAt: string | null;
        };
        DeliveryTimesView: {
            /** Format: date-time */
            intentAt: string;
            /** Format: date-time */
            sentAt: string | null;
            /** Format: date-time */
            deliveredAt: string | null;
            /** Format: date-time */
            readAt: string | null;
            /** Format: date-time */
            failedAt: string | null;
        };
        DeliveryView: {
            id: string;
            targetId: string;
            day: number;
            attempt: number;
            /** @enum {string} */
            state: "sending" | "unknown" | "failed" | "refused" | "sent" | "delivered" | "read";
            waMessageId: string;
            /** @description Of every WhatsApp message it is made of: a file, and a text too long for its caption. */
            waMessageIds: string[];
            /** @enum {string} */
            language: "fr" | "en";
            times: components["schemas"]["DeliveryTimesView"];
            error: components["schemas"]["SendingErrorView"] | null;
        };
        DisconnectBody: {
            /**
             * @description true deletes the session; a new scan is needed then.
             * @default false
             */
            force: boolean;
        };
        DuplicateContactView: {
            id: string;
            name: string | null;
            /** @example +237…12 */
            phoneMasked: string;
        };
        EndedSessionView: {
            id: string;
        };
        ExcludedView: {
            optedOut: number;
            inLiveSequence: number;
            invalidPhone: number;
            notOnWhatsApp: number;
            alreadyConverted: number;
        };
        ExitCountView: {
            /** @example opted_out */
            reason: string;
            count: number;
        };
        ExitedByView: {
            completed_7days: number;
            manual: number;
            referrer_inactive: number;
            opted_out: number;
            invalid_contact: number;
            delivery_exhausted: number;
            paid: number;
            duplicate_contact: number;
            replied: number;
        };
        ExitsView: {
            /** @description Every reason, the most frequent first. */
            exits: components["schemas"]["ExitCountView"][];
        };
        FailureView: {
            /** @enum {boolean} */
            success: false;
            /**
             * @description Stable, for programs.
             * @example VALIDATION_FAILED
             */
            code: string;
            /** @description A sentence for people. */
            message: string;
            /** @description The bad fields of a 400; `{ currentStatus, nextActions }` of a 409; else whatever helps. */
            details?: {
                field?: string;
                /** @description In English, in words that follow the field. */
                problem: string;
                /**
                 * @description The kind of problem, where it has one.
                 * @enum {string}
                 */
                code?: "PHONE_NOT_POSSIBLE" | "PHONE_SHORTENED" | "PHONE_NEEDS_COUNTRY" | "KNOWN_ALREADY" | "ERASED" | "FILE_OLD_SPREADSHEET" | "FILE_PDF" | "FILE_NO_SHEET" | "FILE_NO_SHEET_NAMED" | "FILE_EMPTY" | "FILE_NO_TEXT" | "FILE_WEB_PAGE" | "FILE_JSON" | "FILE_DOCUMENT" | "FILE_UNPACKS_TOO_LARGE" | "FILE_NO_SPREADSHEET" | "FILE_CELL_TOO_LONG" | "FILE_NOT_WHOLE" | "FILE_NO_PHONE_COLUMN" | "COLUMN_NOT_THERE" | "LEFT_OUT_CONSENT" | "LEFT_OUT" | "CHARACTERS_TAKEN_OUT" | "CUT" | "UNKNOWN_VARIABLE" | "TOO_MANY_BRACES" | "LONE_BRACES" | "CONTROL_CHARACTERS" | "MISSING" | "NOT_KNOWN_HERE" | "TOO_LONG" | "LONGER_THAN_ALLOWED" | "TOO_SMALL" | "TOO_LARGE" | "TOO_MANY" | "TOO_FEW" | "NOT_A_WHOLE_NUMBER" | "NOT_ONE_OF" | "NOT_AN_EMAIL" | "NOT_A_PHONE" | "NOT_AN_ADDRESS" | "NOT_A_COUNTRY" | "NOT_A_TIME_ZONE" | "NAMED_TWICE" | "IN_THE_PAST" | "NO_SUCH_THING";
                params?: {
                    [key: string]: string;
                };
            }[] | {
                [key: string]: unknown;
            };
            requestId: string;
        };
        FailuresView: {
            /** @enum {string} */
            cause: "requested" | "restart_required" | "qr_unscanned" | "pairing_code_abandoned" | "replaced" | "client_too_old" | "local_network" | "fleet_event" | "transient" | "stream_error" | "temporary_ban" | "banned" | "logged_out" | "number_linked_elsewhere";
            count: number;
        };
        FilterBody: {
            /**
             * @example [
             *       "CM",
             *       "SN"
             *     ]
             */
            countries?: string[];
            professions?: string[];
            tags?: string[];
            /**
             * @description A calendar day in the owner's zone.
             * @example 2026-01-31
             */
            registrationDateFrom?: string;
            /**
             * @description Inclusive.
             * @example 2026-02-28
             */
            registrationDateTo?: string;
            /** @enum {string} */
            subscriptionStatus?: "all" | "subscribed" | "non-subscribed";
            /** @enum {string} */
            gender?: "all" | "male" | "female" | "other";
            minAge?: number;
            maxAge?: number;
            /**
             * @description A contact without a language counts as French.
             * @enum {string}
             */
            language?: "all" | "fr" | "en";
            /** @description People in a live sequence are never enrolled a second time in any case. */
            excludeCurrentTargets?: boolean;
        };
        ForecastDayView: {
            /**
             * @description A calendar day in the owner's zone.
             * @example 2026-03-02
             */
            date: string;
            messages: number;
        };
        ForecastView: {
            /** Format: date-time */
            estimatedEndAt: string | null;
            /** @description Messages still to be sent if nobody leaves early. */
            remainingMessages: number;
            perDay: components["schemas"]["ForecastDayView"][];
        };
        ForgotPasswordBody: {
            /** @example awa@example.com */
            email: string;
        };
        FunnelDayView: {
            day: number;
            /** @description People who wait for this day now. */
            waiting: number;
            sent: number;
            /** @description Messages that arrived, also those read later. */
            delivered: number;
            read: number;
            replied: number;
            /** @description People who left when this day was next for them. */
            exited: number;
        };
        FunnelView: {
            days: components["schemas"]["FunnelDayView"][];
        };
        GateView: {
            /** @example window */
            gate: string;
            open: boolean;
            /** @description In the language of the request. */
            reason: string;
            /**
             * Format: date-time
             * @description When a closed gate opens without anybody's action.
             */
            until: string | null;
        };
        HealthView: {
            /** @enum {string} */
            status: "ok";
        };
        HourStatisticsView: {
            /** Format: date-time */
            at: string;
            sent: number;
            delivered: number;
            read: number;
            failed: number;
        };
        HourlyFailuresView: {
            /** @enum {string} */
            cause: "requested" | "restart_required" | "qr_unscanned" | "pairing_code_abandoned" | "replaced" | "client_too_old" | "local_network" | "fleet_event" | "transient" | "stream_error" | "temporary_ban" | "banned" | "logged_out" | "number_linked_elsewhere";
            count: number;
            /**
             * Format: date-time
             * @description Beginning of the hour, UTC.
             */
            hour: string;
            code: number | null;
        };
        ImportBody: {
            /** @description Of a file that was inspected; instead of `file`. */
            importId?: string;
            /**
             * @description By header: a field of a contact, `firstName`, `lastName`, `attributes.<key>` or `ignore`.
             * @example {
             *       "N° tel": "phone",
             *       "Quartier": "attributes.city"
             *     }
             */
            mapping?: {
                [key: string]: string;
            };
            /**
             * @description Of national numbers; by default the owner’s.
             * @example CM
             */
            defaultCountry?: string;
            /** @description Given to every row. */
            tags?: string[];
            /**
             * @default add
             * @enum {string}
             */
            tagsMode: "add" | "replace";
            /**
             * @description Known phones are updated; else they are rejected.
             * @default true
             */
            upsert: boolean;
            /** @description Of every row that names none; without a date: now. */
            consent?: {
                source?: string;
                /** Format: date-time */
                at?: string;
            };
            /**
             * @description Of people whose language is not known; also how dates are read.
             * @enum {string}
             */
            language?: "fr" | "en";
            /** @description Of a spreadsheet; by default the first. */
            sheet?: string;
            /**
             * Format: binary
             * @description CSV, TSV, XLSX or vCard, at most 10 MB.
             */
            file?: string;
        };
        ImportErrorView: {
            /** @description Line in the file, from 1. */
            row: number;
            field: string;
            /** @description In English, in words that follow the field. */
            problem: string;
            /**
             * @description The kind of problem, to word it in another language.
             * @enum {string|null}
             */
            code: "PHONE_NOT_POSSIBLE" | "PHONE_SHORTENED" | "PHONE_NEEDS_COUNTRY" | "KNOWN_ALREADY" | "ERASED" | "FILE_OLD_SPREADSHEET" | "FILE_PDF" | "FILE_NO_SHEET" | "FILE_NO_SHEET_NAMED" | "FILE_EMPTY" | "FILE_NO_TEXT" | "FILE_WEB_PAGE" | "FILE_JSON" | "FILE_DOCUMENT" | "FILE_UNPACKS_TOO_LARGE" | "FILE_NO_SPREADSHEET" | "FILE_CELL_TOO_LONG" | "FILE_NOT_WHOLE" | "FILE_NO_PHONE_COLUMN" | "COLUMN_NOT_THERE" | "LEFT_OUT_CONSENT" | "LEFT_OUT" | "CHARACTERS_TAKEN_OUT" | "CUT" | "UNKNOWN_VARIABLE" | "TOO_MANY_BRACES" | "LONE_BRACES" | "CONTROL_CHARACTERS" | "MISSING" | "NOT_KNOWN_HERE" | "TOO_LONG" | "LONGER_THAN_ALLOWED" | "TOO_SMALL" | "TOO_LARGE" | "TOO_MANY" | "TOO_FEW" | "NOT_A_WHOLE_NUMBER" | "NOT_ONE_OF" | "NOT_AN_EMAIL" | "NOT_A_PHONE" | "NOT_AN_ADDRESS" | "NOT_A_COUNTRY" | "NOT_A_TIME_ZONE" | "NAMED_TWICE" | "IN_THE_PAST" | "NO_SUCH_THING" | null;
            /** @description Names and numbers in the problem. */
            params: {
                [key: string]: string;
            };
            /** @description What stood there, shortened. */
            value: string | null;
        };
        ImportFailureView: {
            /** @description In English, in words that follow “The file”. */
            problem: string;
            /**
             * @description The kind of problem, to word it in another language.
             * @enum {string|null}
             */
            code: "PHONE_NOT_POSSIBLE" | "PHONE_SHORTENED" | "PHONE_NEEDS_COUNTRY" | "KNOWN_ALREADY" | "ERASED" | "FILE_OLD_SPREADSHEET" | "FILE_PDF" | "FILE_NO_SHEET" | "FILE_NO_SHEET_NAMED" | "FILE_EMPTY" | "FILE_NO_TEXT" | "FILE_WEB_PAGE" | "FILE_JSON" | "FILE_DOCUMENT" | "FILE_UNPACKS_TOO_LARGE" | "FILE_NO_SPREADSHEET" | "FILE_CELL_TOO_LONG" | "FILE_NOT_WHOLE" | "FILE_NO_PHONE_COLUMN" | "COLUMN_NOT_THERE" | "LEFT_OUT_CONSENT" | "LEFT_OUT" | "CHARACTERS_TAKEN_OUT" | "CUT" | "UNKNOWN_VARIABLE" | "TOO_MANY_BRACES" | "LONE_BRACES" | "CONTROL_CHARACTERS" | "MISSING" | "NOT_KNOWN_HERE" | "TOO_LONG" | "LONGER_THAN_ALLOWED" | "TOO_SMALL" | "TOO_LARGE" | "TOO_MANY" | "TOO_FEW" | "NOT_A_WHOLE_NUMBER" | "NOT_ONE_OF" | "NOT_AN_EMAIL" | "NOT_A_PHONE" | "NOT_AN_ADDRESS" | "NOT_A_COUNTRY" | "NOT_A_TIME_ZONE" | "NAMED_TWICE" | "IN_THE_PAST" | "NO_SUCH_THING" | null;
            /** @description Names and numbers in the problem. */
            params: {
                [key: string]: string;
            };
        };
        ImportNoteView: {
            /** @description In English. */
            problem: string;
            /**
             * @description The kind of note, to word it in another language.
             * @enum {string|null}
             */
            code: "PHONE_NOT_POSSIBLE" | "PHONE_SHORTENED" | "PHONE_NEEDS_COUNTRY" | "KNOWN_ALREADY" | "ERASED" | "FILE_OLD_SPREADSHEET" | "FILE_PDF" | "FILE_NO_SHEET" | "FILE_NO_SHEET_NAMED" | "FILE_EMPTY" | "FILE_NO_TEXT" | "FILE_WEB_PAGE" | "FILE_JSON" | "FILE_DOCUMENT" | "FILE_UNPACKS_TOO_LARGE" | "FILE_NO_SPREADSHEET" | "FILE_CELL_TOO_LONG" | "FILE_NOT_WHOLE" | "FILE_NO_PHONE_COLUMN" | "COLUMN_NOT_THERE" | "LEFT_OUT_CONSENT" | "LEFT_OUT" | "CHARACTERS_TAKEN_OUT" | "CUT" | "UNKNOWN_VARIABLE" | "TOO_MANY_BRACES" | "LONE_BRACES" | "CONTROL_CHARACTERS" | "MISSING" | "NOT_KNOWN_HERE" | "TOO_LONG" | "LONGER_THAN_ALLOWED" | "TOO_SMALL" | "TOO_LARGE" | "TOO_MANY" | "TOO_FEW" | "NOT_A_WHOLE_NUMBER" | "NOT_ONE_OF" | "NOT_AN_EMAIL" | "NOT_A_PHONE" | "NOT_AN_ADDRESS" | "NOT_A_COUNTRY" | "NOT_A_TIME_ZONE" | "NAMED_TWICE" | "IN_THE_PAST" | "NO_SUCH_THING" | null;
            /** @description Names and numbers in the problem. */
            params: {
                [key: string]: string;
            };
            count: number;
            /** @description Lines in the file, the first few. */
            rows: number[];
            /** @description One of the values, shortened. */
            sample: string | null;
        };
        ImportReport: {
            jobId: string;
            /** @enum {string} */
            status: "queued" | "running" | "done" | "failed";
            progress: number;
            /** @description Once done: created + updated + merged + unchanged + rejected. */
            rows: number;
            created: number;
            updated: number;
            /** @description Rows whose phone stood in an earlier row of the file. */
            merged: number;
            unchanged: number;
            rejected: number;
            /** @description Archived contacts that came back; counted in updated too. */
            restored: number;
            /** @description Headers of columns that were left out. */
            unknownColumns: string[];
            /** @description What was left out or changed on the way in. */
            notes: string[];
            /** @description The same notes in parts. */
            notesInDetail: components["schemas"]["ImportNoteView"][];
            /** @description Code of what ended the import, where it failed. */
            failure: string | null;
            /** @description What is wrong with the file, where that ended it. */
            failureInDetail: components["schemas"]["ImportFailureView"] | null;
            /** @description The first 200; all of them in rejected.csv. */
            errors: components["schemas"]["ImportErrorView"][];
        };
        InspectAnswer: {
            /** @description For POST /contacts/import; kept for two days. */
            importId: string;
            /** @enum {string} */
            format: "csv" | "tsv" | "xlsx" | "vcard";
            encoding: string | null;
            delimiter: string | null;
            sheets: string[];
            rows: number;
            columns: components["schemas"]["InspectedColumn"][];
            /** @description What stands in the way of an import, in words. */
            problems: string[];
        };
        InspectBody: {
            sheet?: string;
            /** Format: binary */
            file: string;
        };
        InspectedColumn: {
            /** @description From 0. */
            index: number;
            header: string;
            /** @description Up to three values that stand there. */
            samples: string[];
            /** @description A field of a contact, `firstName`, `lastName`, `attributes.<key>` or `ignore`. */
            suggested: string;
            /** @description 0 to 1. */
            confidence: number;
        };
        InstallationDefaultsView: {
            enabled?: boolean;
            enrollmentPaused?: boolean;
            sendingPaused?: boolean;
            defaultCampaignPaused?: boolean;
            allowSimultaneousCampaigns?: boolean;
            maxMessagesPerDay?: number;
            maxTargetsPerCampaign?: number;
            /** @example Africa/Douala */
            timeZone?: string;
            /** @example CM */
            defaultCountry?: string | null;
            coldContactsPerDay?: number;
            /**
             * @example [
             *       20,
             *       50,
             *       100
             *     ]
             */
            warmUp?: number[];
            sendWindows?: components["schemas"]["SendWindowView"][];
            /** @enum {string} */
            pacingProfile?: "safe" | "fast" | "test";
            /** @enum {string} */
            language?: "fr" | "en";
            /** Format: date-time */
            linkedNumberSince?: string | null;
            autoResumeAfterRelink?: boolean;
        };
        InstallationSettingsBody: {
            /** @description Line at the end of each message; null: none. */
            optOutLine?: components["schemas"]["OptOutLineBody"] | null;
            /** @description A list in the place of the product's own ones; null: those. One with at least half of their words is them, edited. */
            stopWords?: string[] | null;
            /** @description What is changed of the product's own lists, or of the list in their place; what is not given keeps its value. */
            stopWordChanges?: components["schemas"]["StopWordChangesBody"];
            /** @description Settings with which new owners begin; what is not given keeps its value. */
            defaults?: components["schemas"]["SettingsBody"];
            /** @description What is not given keeps its value. */
            limits?: components["schemas"]["LimitsBody"];
            /** @description What is not given keeps its value. */
            retention?: components["schemas"]["RetentionBody"];
            /** @description Admins must have a second factor. */
            requireTwoFactor?: boolean;
        };
        InstallationSettingsView: {
            optOutLine: components["schemas"]["OptOutLineBody"] | null;
            /** @description Words and phrases with which a person opts out. */
            stopWords: string[];
            /** @description What of them is not in the product's own lists, and the reverse. */
            stopWordChanges: components["schemas"]["StopWordChangesView"];
            /** @description Settings with which new owners begin; what is not there is the product's default. */
            defaults: components["schemas"]["InstallationDefaultsView"];
            limits: components["schemas"]["LimitsView"];
            retention: components["schemas"]["RetentionView"];
            requireTwoFactor: boolean;
        };
        InstallationTestBody: {
            day?: number;
            mediaIds?: string[];
            /** @description A text being written; absent: what the day says. */
            message?: components["schemas"]["TextsBody"];
            /**
             * @description Absent: the owner's.
             * @enum {string}
             */
            language?: "fr" | "en";
            /** @description Whose phone sends it, to its own number; absent: yours. */
            ownerId?: string;
        };
        IntegrityDifferenceView: {
            /** @description Null: a number of all campaigns together. */
            campaignId: string | null;
            /** @example counts.active */
            counter: string;
            stored: number;
            counted: number;
        };
        IntegrityFlagView: {
            /** @description Counters and a recount say the same. */
            ok: boolean;
            /**
             * Format: date-time
             * @description Null before the first recount.
             */
            checkedAt: string | null;
        };
        IntegrityView: {
            differences: number;
            /**
             * Format: date-time
             * @description Null before the first recount.
             */
            checkedAt: string | null;
            items: components["schemas"]["IntegrityDifferenceView"][];
        };
        InvitedUserView: {
            user: components["schemas"]["UserView"];
            /** @description To be opened once, by the person who is invited. */
            inviteUrl: string;
            /** Format: date-time */
            inviteExpiresAt: string;
        };
        KnownAddresses: {
            /** @description The account that WhatsApp named for the phone. */
            waPhone: string | null;
            lid: string | null;
            formerPhones: string[];
        };
        LastDisconnectView: {
            code: number | null;
            /** @enum {string} */
            cause: "requested" | "restart_required" | "qr_unscanned" | "pairing_code_abandoned" | "replaced" | "client_too_old" | "local_network" | "fleet_event" | "transient" | "stream_error" | "temporary_ban" | "banned" | "logged_out" | "number_linked_elsewhere";
            /** @description In plain words, in the language of Accept-Language. */
            explanation: string;
            /** Format: date-time */
            at: string;
        };
        LiftedOptOutView: {
            id: string;
        };
        LimitsBody: {
            /** @description Media an owner may store, in megabytes. */
            mediaQuotaMb?: number;
            /** @description Days in a row that WhatsApp accepted and nobody received before a target leaves; 0: never. */
            undeliveredDaysLimit?: number;
            /** @description Requests a minute by one token in one process, 429 above; 0: no limit. */
            requestsPerMinute?: number;
        };
        LimitsView: {
            mediaQuotaMb: number;
            undeliveredDaysLimit: number;
            requestsPerMinute: number;
        };
        LinkRefusalView: {
            /** @enum {number} */
            status: 409;
            /** @enum {string} */
            code: "NUMBER_LINKED_ELSEWHERE";
            /** @description In plain words, in the language of Accept-Language. */
            message: string;
        };
        LoginBody: {
            /** @example admin@example.com */
            email: string;
            /**
             * Format: password
             * @description The password of the account.
             */
            password: string;
            /**
             * @description Six digits of the authenticator app, or a recovery code.
             * @example 123456
             */
            code?: string;
        };
        LoginOptionsView: {
            /** @description A mail server is configured: "forgot password" can be offered. */
            forgotPassword: boolean;
        };
        LoginSessionView: {
            id: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastSeenAt: string;
            /** @description The login of this very request. */
            current: boolean;
        };
        LoginSessionsView: {
            sessions: components["schemas"]["LoginSessionView"][];
        };
        LoginUserView: {
            id: string;
            email: string | null;
            /** @enum {string} */
            role: "user" | "support" | "admin" | "service";
            /** @description Role user: the owner whose things the login is about. */
            ownerId: string | null;
            name: string | null;
            /** @enum {string|null} */
            language: "fr" | "en" | null;
            /** @description The account has a second factor. */
            twoFactor: boolean;
            /** @description A second factor must be enrolled before anything else is allowed. */
            mustEnrolTwoFactor: boolean;
        };
        LoginView: {
            user: components["schemas"]["LoginUserView"];
            /** @description Also works as bearer token. */
            token: string;
            /** Format: date-time */
            expiresAt: string;
        };
        LogoutView: {
            loggedOut: boolean;
        };
        MeView: {
            user: components["schemas"]["LoginUserView"];
        };
        MediaRemoved: {
            id: string;
        };
        MediaUsageView: {
            /** @description Campaigns with a message that sends it. */
            campaigns: number;
            /** @description Days of message sets that send it. */
            templates: number;
        };
        MediaView: {
            id: string;
            /** @description Its file name when it was uploaded. */
            name: string;
            /**
             * @description MIME type, found from the bytes.
             * @enum {string}
             */
            type: "image/jpeg" | "image/png" | "image/webp" | "video/mp4" | "application/pdf" | "audio/ogg" | "audio/mpeg";
            bytes: number;
            /** @description In pixels; pictures only. */
            width: number | null;
            height: number | null;
            usedIn: components["schemas"]["MediaUsageView"];
            /** Format: date-time */
            createdAt: string;
        };
        MessagesView: {
            /** @description pending + delivered + read + refused */
            sent: number;
            pending: number;
            delivered: number;
            read: number;
            /** @description Messages that were never sent; not part of sent. */
            failed: number;
            refused: number;
        };
        NewOptOutBody: {
            reason: string;
            /**
             * @description International, with "+".
             * @example +237699000001
             */
            phone: string;
        };
        NewOwnTokenBody: {
            /** @example Import from our shop */
            name: string;
            /**
             * Format: date-time
             * @description Left out or null: never. A token that is made with a token ends no later than that one (the answer says when) and is revoked with it.
             */
            expiresAt?: string | null;
        };
        NewTokenBody: {
            /** @example Import from our shop */
            name: string;
            /**
             * Format: date-time
             * @description Left out or null: never. A token that is made with a token ends no later than that one (the answer says when) and is revoked with it.
             */
            expiresAt?: string | null;
            /** @enum {string} */
            audience: "user" | "support" | "admin" | "service";
            /** @description Audience user: the owner whose things the token is about. */
            ownerId?: string;
        };
        NewTokenView: {
            id: string;
            name: string;
            /** @enum {string} */
            audience: "user" | "support" | "admin" | "service";
            ownerId: string | null;
            /** Format: date-time */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description To the minute.
             */
            lastUsedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            revokedAt: string | null;
            /**
             * @description The token itself, to be sent as bearer token; shown this once.
             * @example rlc_…
             */
            token: string;
        };
        NewUserBody: {
            /** @example awa@example.com */
            email: string;
            /** @example Awa Diop */
            name: string;
            /** @enum {string} */
            role: "user" | "support" | "admin";
            /** @description Role user: the owner whose things the login is about; left out, the account’s own id. */
            ownerId?: string;
            /** @enum {string} */
            language?: "fr" | "en";
        };
        NewWebhookView: {
            id: string;
            url: string;
            events: ("session.updated" | "campaign.updated" | "target.exited" | "delivery.updated" | "contact.opted_out" | "contact.replied")[];
            active: boolean;
            /** @description Why it was switched off after failures. */
            disabledReason: string | null;
            /**
             * @description The same as a word: nothing but failures for five days, or its receiver answered 410 Gone.
             * @enum {string|null}
             */
            disabledCause: "failing" | "gone" | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * @description Signs every event; shown this once.
             * @example whsec_…
             */
            secret: string;
        };
        NextMessageAnswer: {
            /** @description null: nobody waits in a running campaign. */
            next: components["schemas"]["NextMessageView"] | null;
        };
        NextMessageView: {
            sendable: boolean;
            /**
             * Format: date-time
             * @description By the present state; null when it depends on somebody's action.
             */
            earliestAt: string | null;
            gates: components["schemas"]["GateView"][];
            targetId: string;
            campaignId: string;
        };
        OptOutData: {
            /** @enum {string} */
            source: "reply" | "admin" | "api";
            /** Format: date-time */
            at: string;
        };
        OptOutLineBody: {
            fr: string;
            en: string;
        };
        OptOutView: {
            id: string;
            /** @example +237…01 */
            phoneMasked: string;
            /**
             * @description A reply, an admin, or an owner through the API.
             * @enum {string}
             */
            source: "reply" | "admin" | "api";
            /** @description The owner whom the person answered; null: entered for all owners. */
            ownerId: string | null;
            /** @description Id of the message in which the person asked. */
            evidence: string | null;
            /** @description Why an admin entered it. */
            reason: string | null;
            /** Format: date-time */
            at: string;
        };
        OptOutWithPhoneView: {
            id: string;
            /** @example +237…01 */
            phoneMasked: string;
            /**
             * @description A reply, an admin, or an owner through the API.
             * @enum {string}
             */
            source: "reply" | "admin" | "api";
            /** @description The owner whom the person answered; null: entered for all owners. */
            ownerId: string | null;
            /** @description Id of the message in which the person asked. */
            evidence: string | null;
            /** @description Why an admin entered it. */
            reason: string | null;
            /** Format: date-time */
            at: string;
            /**
             * @description E.164, or `<digits>@lid` where nothing else is known.
             * @example +237699000001
             */
            phone: string;
        };
        OptionalReasonBody: {
            reason?: string;
        };
        OwnCampaignsStatsView: {
            total: number;
            byStatus: components["schemas"]["CampaignsByStatusView"];
        };
        OwnerCampaignsView: {
            active: number;
            total: number;
        };
        OwnerDetailView: {
            id: string;
            name: string | null;
            email: string | null;
            session: components["schemas"]["SessionView"];
            campaigns: components["schemas"]["OwnerCampaignsView"];
            /** @description Without archived ones. */
            contacts: number;
            /**
             * Format: date-time
             * @description When the owner last called the API, to within some minutes.
             */
            lastSeenAt: string | null;
            settings: components["schemas"]["SettingsView"];
            /** @description The five newest. */
            lastCampaigns: components["schemas"]["CampaignView"][];
        };
        OwnerProfileView: {
            id: string;
            name: string | null;
            email: string | null;
            session: components["schemas"]["SessionView"];
            campaigns: components["schemas"]["OwnerCampaignsView"];
            /** @description Without archived ones. */
            contacts: number;
            /**
             * Format: date-time
             * @description When the owner last called the API, to within some minutes.
             */
            lastSeenAt: string | null;
        };
        OwnerView: {
            id: string;
            name: string | null;
            email: string | null;
        };
        PasswordResetView: {
            user: components["schemas"]["UserView"];
            /** @description To be opened once, by the person whose account it is. */
            resetUrl: string;
            /** Format: date-time */
            resetExpiresAt: string;
        };
        PointView: {
            /**
             * Format: date-time
             * @description When the hour or day begins.
             */
            at: string;
            sent: number;
            /** @description Messages that arrived, also those read later. */
            delivered: number;
            read: number;
            /** @description Failed, or answered by WhatsApp with an error. */
            failed: number;
            /** @description People who replied. */
            replied: number;
            /** @description People who converted. */
            converted: number;
        };
        PreviewAnswer: {
            /** @description The same as toEnrol. */
            totalCount: number;
            /** @description toEnrol + the sum of excluded. */
            matched: number;
            toEnrol: number;
            excluded: components["schemas"]["ExcludedView"];
            limit: number;
            overLimit: boolean;
            /** @description Above 5,000 matched people: `matched` is counted, `toEnrol` and `excluded` are judged by a sample. */
            estimated: boolean;
            samples: components["schemas"]["SampleView"][];
        };
        PreviewBody: {
            targetFilter: components["schemas"]["FilterBody"];
        };
        PreviewWarning: {
            /** @description A sentence for people. */
            problem: string;
            /** @description The placeholder that the warning is about, as written. */
            placeholder?: string;
            /** @description Contacts that lack the value. */
            missing?: number;
            /** @description How many contacts were looked at. */
            of?: number;
        };
        ProfileBody: {
            /** @example Awa Diop */
            name?: string;
            /** @enum {string} */
            language?: "fr" | "en";
        };
        QrView: {
            /** @description PNG as a data URL. */
            qr: string;
            qrText: string;
            /** Format: date-time */
            qrExpiresAt: string;
            /** @description Sequence number of the QR code within this attempt, from 1. */
            number: number;
        };
        ReasonBody: {
            reason: string;
        };
        RemoveTwoFactorBody: {
            /**
             * @description Six digits of the authenticator app, or a recovery code.
             * @example 123456
             */
            code: string;
            /**
             * Format: password
             * @description The password of the account.
             */
            password: string;
        };
        ReportBody: {
            name: string;
            /** @enum {string} */
            frequency: "daily" | "weekly" | "monthly";
            /** @description Weekly: 1 is Monday. */
            weekday?: number | null;
            /** @description Monthly: the last day of a shorter month. */
            day?: number | null;
            hour: number;
            /** @example Africa/Douala */
            timeZone: string;
            recipients: string[];
            /** @description Nothing: all campaigns. */
            filter?: components["schemas"]["ReportFilterBody"];
            /**
             * @default fr
             * @enum {string}
             */
            language: "fr" | "en";
            /** @default true */
            active: boolean;
        };
        ReportFilterBody: {
            /** @description Only this owner's campaigns. */
            userId?: string;
            /** @enum {string} */
            type?: "default" | "filtered";
            /** @enum {string} */
            status?: "draft" | "scheduled" | "active" | "paused" | "completed" | "cancelled";
        };
        ReportPatchBody: {
            name?: string;
            /** @enum {string} */
            frequency?: "daily" | "weekly" | "monthly";
            /** @description Weekly: 1 is Monday. */
            weekday?: number | null;
            /** @description Monthly: the last day of a shorter month. */
            day?: number | null;
            hour?: number;
            /** @example Africa/Douala */
            timeZone?: string;
            recipients?: string[];
            /** @description Nothing: all campaigns. */
            filter?: components["schemas"]["ReportFilterBody"];
            /**
             * @default fr
             * @enum {string}
             */
            language: "fr" | "en";
            /** @default true */
            active: boolean;
        };
        ReportPreviewView: {
            subject: string;
            text: string;
            /** @description A whole document; shown in a frame without scripts. */
            html: string;
        };
        ReportRemovedView: {
            id: string;
        };
        ReportRunView: {
            id: string;
            /** @description The days reported; null when asked for by hand. */
            period: string | null;
            /** @enum {string} */
            status: "pending" | "sent" | "failed";
            /** @description How often it was tried. */
            attempts: number;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description While it waits for another attempt.
             */
            nextAttemptAt: string | null;
            /** Format: date-time */
            sentAt: string | null;
            /** @description What the mail server said last. */
            error: string | null;
            /**
             * @description What is wrong, where it is not the mail server’s doing.
             * @enum {string|null}
             */
            errorCode: "NO_MAIL_SERVER" | null;
        };
        ReportView: {
            id: string;
            name: string;
            /** @enum {string} */
            frequency: "daily" | "weekly" | "monthly";
            weekday: number | null;
            day: number | null;
            hour: number;
            timeZone: string;
            recipients: string[];
            filter: components["schemas"]["ReportFilterBody"];
            /** @enum {string} */
            language: "fr" | "en";
            active: boolean;
            /** Format: date-time */
            nextRunAt: string | null;
            lastRun: components["schemas"]["ReportRunView"] | null;
        };
        RestrictionView: {
            /**
             * @description Whether all messages wait, or only those to people who never wrote to the owner.
             * @enum {string}
             */
            code: "session_restricted" | "new_chats_restricted";
            reason: components["schemas"]["SentencesView"];
            /**
             * Format: date-time
             * @description When it ends; null when no end is known.
             */
            until: string | null;
        };
        RetentionBody: {
            /** @description Days that texts of messages are kept; then only their hash. */
            textDays?: number;
            /** @description Days that events of sessions are kept. */
            sessionEventDays?: number;
            /** @description Months that targets and deliveries of ended campaigns are kept; counters stay. */
            targetMonths?: number;
            /** @description Months that the audit log is kept. */
            auditMonths?: number;
        };
        RetentionView: {
            textDays: number;
            sessionEventDays: number;
            targetMonths: number;
            auditMonths: number;
        };
        RevealedPhoneView: {
            id: string;
            /**
             * @description E.164.
             * @example +237690000001
             */
            phone: string;
        };
        SamePersonView: {
            id: string;
            name: string | null;
            /** @example +237…12 */
            phoneMasked: string;
            /** @description Whether a sequence runs for it: then none begins for this contact. */
            inLiveSequence: boolean;
        };
        SampleView: {
            name: string | null;
            /** @example +237…12 */
            phoneMasked: string;
            country: string | null;
            /** @enum {string|null} */
            language: "fr" | "en" | null;
        };
        ScheduleBody: {
            /** Format: date-time */
            scheduledStartDate: string;
        };
        SendWindowBody: {
            /**
             * @description ISO weekdays, 1 = Monday.
             * @example [
             *       1,
             *       2,
             *       3,
             *       4,
             *       5
             *     ]
             */
            days: number[];
            /** @example 08:00 */
            from: string;
            /**
             * @description At or before `from`: reaches into the next day; 24:00 is midnight.
             * @example 20:00
             */
            to: string;
        };
        SendWindowView: {
            /**
             * @description ISO weekdays, 1 = Monday.
             * @example [
             *       1,
             *       2,
             *       3,
             *       4,
             *       5
             *     ]
             */
            days: number[];
            /** @example 08:00 */
            from: string;
            /**
             * @description At or before `from`: reaches into the next day.
             * @example 20:00
             */
            to: string;
        };
        SendingErrorView: {
            code: string;
            /** @enum {string} */
            class: "permanent" | "recipient_temporary" | "sender_level";
            message: string;
        };
        SentencesView: {
            fr: string;
            en: string;
        };
        SeriesView: {
            /** @description State, type, owner id or day; "other" beyond the largest hundred, "removed" without campaign. */
            key: string;
            points: components["schemas"]["PointView"][];
        };
        SessionEventView: {
            id: string;
            /** Format: date-time */
            at: string;
            code: number | null;
            message: string;
            /** @enum {string} */
            phase: "connecting" | "pairing" | "open";
            /** @enum {string} */
            cause: "requested" | "restart_required" | "qr_unscanned" | "pairing_code_abandoned" | "replaced" | "client_too_old" | "local_network" | "fleet_event" | "transient" | "stream_error" | "temporary_ban" | "banned" | "logged_out" | "number_linked_elsewhere";
            strike: boolean;
            countAfter: number;
            /** @enum {string} */
            nextAction: "retry" | "scan" | "wait" | "none";
            explanation: string;
        };
        SessionStatsView: {
            /** @description Owners, with or without a session. */
            total: number;
            /** @description Number of owners by state; every state is there. */
            byState: {
                [key: string]: number;
            };
            /** @description Failures of the last 24 hours by cause, most first. A restart after pairing, a code that nobody used and what was asked for are no failures. */
            failures24h: components["schemas"]["FailuresView"][];
            /** @description Failures of the last 24 hours by hour, code and cause, newest hour first. A restart after pairing, a code that nobody used and what was asked for are no failures. */
            failuresByHour: components["schemas"]["HourlyFailuresView"][];
            /** @description Owners with at least one strike. */
            withFailures: number;
            /** @description Owners one strike before a new scan is needed. */
            nearLimit: number;
        };
        SessionView: {
            /** @enum {string} */
            whatsappStatus: "connected" | "disconnected" | "expired";
            /** @enum {string} */
            sessionState: "none" | "connecting" | "awaiting_scan" | "pairing" | "connected" | "retry_wait" | "waiting_network" | "disconnected" | "conflict" | "restricted" | "expired";
            /** @description Strikes. */
            connectionFailureCount: number;
            maxConnectionFailures: number;
            /** Format: date-time */
            lastConnectionFailure: string | null;
            canReconnectWithoutQr: boolean;
            requiresQr: boolean;
            /** Format: date-time */
            nextAttemptAt: string | null;
            /** @description Failed attempts since the connection was lost. */
            attempt: number;
            lastDisconnect: components["schemas"]["LastDisconnectView"] | null;
            /**
             * Format: date-time
             * @description Until when WhatsApp restricts the account or its new chats; null when it does not, or no end is known.
             */
            restrictedUntil: string | null;
            /** @description Why the last link was undone at once; null otherwise. */
            linkRefusal: components["schemas"]["LinkRefusalView"] | null;
            linkedPhoneMasked: string | null;
            pushName: string | null;
            /** Format: date-time */
            lastQrScanDate: string | null;
            /** Format: date-time */
            lastConnectedAt: string | null;
            /** Format: date-time */
            lastConnectionCheck: string | null;
            messagesSentToday: number;
            dailyCap: number;
            /** @enum {string|null} */
            defaultPauseSource: "manual" | "campaign" | null;
            nextActions: ("connect" | "scan" | "disconnect" | "reset")[];
            rev: number;
            enabled: boolean;
            enrollmentPaused: boolean;
            sendingPaused: boolean;
            defaultCampaignPaused: boolean;
            allowSimultaneousCampaigns: boolean;
            maxMessagesPerDay: number;
            maxTargetsPerCampaign: number;
        };
        SetPasswordBody: {
            /**
             * Format: password
             * @description At least 12 characters, and none that others would guess.
             */
            password: string;
        };
        SettingsBody: {
            enabled?: boolean;
            enrollmentPaused?: boolean;
            sendingPaused?: boolean;
            defaultCampaignPaused?: boolean;
            allowSimultaneousCampaigns?: boolean;
            maxMessagesPerDay?: number;
            maxTargetsPerCampaign?: number;
            /** @example Africa/Douala */
            timeZone?: string;
            /**
             * @description For national numbers.
             * @example CM
             */
            defaultCountry?: string | null;
            coldContactsPerDay?: number;
            /**
             * @description Daily cap by week.
             * @example [
             *       20,
             *       50,
             *       100
             *     ]
             */
            warmUp?: number[];
            sendWindows?: components["schemas"]["SendWindowBody"][];
            /** @enum {string} */
            pacingProfile?: "safe" | "fast" | "test";
            /** @enum {string} */
            language?: "fr" | "en";
            /** Format: date-time */
            linkedNumberSince?: string | null;
            autoResumeAfterRelink?: boolean;
        };
        SettingsView: {
            enabled: boolean;
            enrollmentPaused: boolean;
            sendingPaused: boolean;
            defaultCampaignPaused: boolean;
            allowSimultaneousCampaigns: boolean;
            maxMessagesPerDay: number;
            maxTargetsPerCampaign: number;
            /** @example Africa/Douala */
            timeZone: string;
            /** @example CM */
            defaultCountry: string | null;
            coldContactsPerDay: number;
            /**
             * @example [
             *       20,
             *       50,
             *       100
             *     ]
             */
            warmUp: number[];
            sendWindows: components["schemas"]["SendWindowView"][];
            /** @enum {string} */
            pacingProfile: "safe" | "fast" | "test";
            /** @enum {string} */
            language: "fr" | "en";
            /** Format: date-time */
            linkedNumberSince: string | null;
            autoResumeAfterRelink: boolean;
        };
        StatusReasonView: {
            /** @enum {string} */
            code: "requested" | "start_date_reached" | "parent_ended" | "session_expired" | "failure_ratio" | "no_match" | "nobody_to_enrol" | "sequence_finished";
            note: string | null;
            /** @description A person's id, or `system`. */
            by: string;
            /** Format: date-time */
            at: string;
            /** @description With code nobody_to_enrol: why the people who matched were left out. */
            excluded: components["schemas"]["ExcludedView"] | null;
        };
        StopWordChangesBody: {
            /** @description Heard besides the product's own lists. */
            added?: string[];
            /** @description Words of the product's own lists that do not count. */
            removed?: string[];
        };
        StopWordChangesView: {
            /**
             * @description Own: `stopWords` was given in the place of the lists.
             * @enum {string}
             */
            list: "builtIn" | "own";
            added: string[];
            removed: string[];
        };
        StoppedAnswer: {
            campaign: components["schemas"]["CampaignView"];
            /** @description Messages on their way at this moment; no further ones follow. */
            inFlight: number;
        };
        TagsAnswer: {
            matched: number;
            /** @description Contacts whose tags were changed. */
            updated: number;
        };
        TagsBody: {
            /** @description Contacts by id; or `filter`. */
            ids?: string[];
            /** @description The filters of the list; `{}` means all. */
            filter?: components["schemas"]["ContactFilterQuery"];
            add?: string[];
            remove?: string[];
        };
        TargetContactView: {
            id: string;
            name: string | null;
            /** @example +237…12 */
            phoneMasked: string;
            country: string | null;
            /** @enum {string} */
            language: "fr" | "en";
        };
        TargetData: {
            campaignId: string;
            /** @description The contact for which the sequence was begun: this one, or one of `samePerson`. */
            contactId: string;
            status: string;
            exitReason: string | null;
            /** Format: date-time */
            enrolledAt: string;
            /** Format: date-time */
            exitedAt: string | null;
            deliveries: components["schemas"]["DeliveryData"][];
        };
        TargetDayView: {
            day: number;
            /** @enum {string} */
            state: "pending" | "sent" | "delivered" | "read" | "failed" | "refused" | "unknown" | "skipped";
            /** Format: date-time */
            at: string;
        };
        TargetView: {
            id: string;
            campaignId: string;
            contact: components["schemas"]["TargetContactView"];
            /** @enum {string} */
            status: "active" | "sending" | "unknown" | "completed" | "converted" | "exited";
            /** @enum {string|null} */
            exitReason: "completed_7days" | "manual" | "referrer_inactive" | "opted_out" | "invalid_contact" | "delivery_exhausted" | "paid" | "duplicate_contact" | "replied" | null;
            /** @description The day to be sent next. */
            currentDay: number;
            /** Format: date-time */
            dueAt: string | null;
            /** Format: date-time */
            enrolledAt: string;
            /** Format: date-time */
            exitedAt: string | null;
            /**
             * Format: date-time
             * @description When the person first wrote back.
             */
            repliedAt: string | null;
            /** @description With exit reason duplicate_contact: the contact that is the same person. */
            duplicateOf: string | null;
            /** @description Null where it is none of the owner’s, or gone. */
            duplicateContact: components["schemas"]["DuplicateContactView"] | null;
            days: components["schemas"]["TargetDayView"][];
            lastError: components["schemas"]["SendingErrorView"] | null;
        };
        TemplateBody: {
            messageTemplate: components["schemas"]["TextsBody"];
            /** @description Files sent with it, in this order; see POST /media. */
            mediaIds?: string[];
            /**
             * @description False: nothing is sent on this day.
             * @default true
             */
            active: boolean;
        };
        TemplatePreviewBody: {
            day?: number;
            mediaIds?: string[];
            /** @description A text being written; absent: what the day says. */
            messageTemplate?: components["schemas"]["TextsBody"];
            /**
             * @deprecated
             * @description As `day`.
             */
            dayNumber?: number;
            /**
             * @description Absent: the contact's, else French.
             * @enum {string}
             */
            language?: "fr" | "en";
            /** @description Rendered for this contact; absent: for a sample one. */
            contactId?: string;
            /** @description Used for {{campaign.name}}. */
            campaignName?: string;
        };
        TemplatePreviewView: {
            /** @description The text as the person would read it. */
            text: string;
            /**
             * @description The language of the text.
             * @enum {string}
             */
            language: "fr" | "en";
            /** @description True: there is no text in the language asked for, so French stands in. */
            fallback: boolean;
            warnings: components["schemas"]["PreviewWarning"][];
            media: components["schemas"]["MediaView"][];
            /** @description In UTF-16 units, as WhatsApp counts. */
            length: number;
        };
        TemplateSetView: {
            /** @description All seven days. */
            templates: components["schemas"]["TemplateView"][];
            /**
             * @description What texts may name between {{ }}: of every message, and the attributes that contacts have.
             * @example [
             *       "name",
             *       "firstName",
             *       "referrerName",
             *       "day",
             *       "owner.name",
             *       "campaign.name",
             *       "attributes.city"
             *     ]
             */
            variables: string[];
        };
        TemplateTestBody: {
            day?: number;
            mediaIds?: string[];
            /** @description A text being written; absent: what the day says. */
            message?: components["schemas"]["TextsBody"];
            /**
             * @description A confirmed number; absent: the own number.
             * @example +237690000001
             */
            phone?: string;
            /**
             * @description Absent: the owner's.
             * @enum {string}
             */
            language?: "fr" | "en";
        };
        TemplateView: {
            day: number;
            /**
             * @description Whose message is sent unless a campaign brings its own; null: there is none and the day is skipped.
             * @enum {string|null}
             */
            source: "owner" | "installation" | null;
            messageTemplate: components["schemas"]["TextsView"] | null;
            mediaIds: string[];
            /** @description False: nothing is sent on this day. */
            active: boolean;
            /** Format: date-time */
            updatedAt: string | null;
        };
        TestMessageView: {
            /**
             * @description unknown: WhatsApp did not acknowledge it in time; it may have arrived.
             * @enum {string}
             */
            state: "sent" | "unknown";
            /** @description The number it was sent to, masked. */
            phoneMasked: string;
            /** @description The text as it was sent. */
            text: string;
            /** @enum {string} */
            language: "fr" | "en";
            /** @description Test messages that may still be sent today. */
            remainingToday: number;
        };
        TestNumberBody: {
            /** @example +237690000001 */
            phone: string;
        };
        TestNumberView: {
            phone: string;
            /** @description Whether test messages may go to this number. */
            confirmed: boolean;
            /** Format: date-time */
            confirmedAt: string | null;
        };
        TestNumbersView: {
            numbers: components["schemas"]["TestNumberView"][];
        };
        TextsBody: {
            /**
             * @description Variables stand between double braces; after a bar the words for those whose value is missing.
             * @example Bonjour {{name|cher ami}}
             */
            fr: string;
            /** @description Absent: French is sent. */
            en?: string | null;
        };
        TextsView: {
            fr: string;
            /** @description Null: French is sent. */
            en: string | null;
        };
        TimeseriesView: {
            /** @description Without a dimension. */
            points?: components["schemas"]["PointView"][];
            /** @description With a dimension. */
            series?: components["schemas"]["SeriesView"][];
        };
        TokenView: {
            id: string;
            name: string;
            /** @enum {string} */
            audience: "user" | "support" | "admin" | "service";
            ownerId: string | null;
            /** Format: date-time */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description To the minute.
             */
            lastUsedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            revokedAt: string | null;
        };
        TwoFactorCodeBody: {
            /**
             * @description Six digits of the authenticator app, or a recovery code.
             * @example 123456
             */
            code: string;
        };
        TwoFactorView: {
            /** @description For the authenticator app: otpauth://totp/… */
            otpauthUrl: string;
            /** @description The same as a picture: data:image/png;base64,… */
            qr: string;
            /** @description Ten codes, each good once instead of a code; shown this once. */
            recoveryCodes: string[];
        };
        UserChangeBody: {
            /** @example awa@example.com */
            email?: string;
            /** @example Awa Diop */
            name?: string;
            /** @enum {string} */
            role?: "user" | "support" | "admin";
            /** @description Role user: the owner whose things the login is about; left out, the account’s own id. */
            ownerId?: string;
            /** @enum {string} */
            language?: "fr" | "en";
            /** @description The revision this change is about; another one answers 409. */
            rev?: number;
        };
        UserView: {
            id: string;
            email: string;
            name: string;
            /** @enum {string} */
            role: "user" | "support" | "admin";
            /** @enum {string} */
            status: "invited" | "active" | "disabled";
            /** @description Role user: the owner whose things the login is about. */
            ownerId: string | null;
            /** @enum {string} */
            language: "fr" | "en";
            /** @description The account has a second factor. */
            twoFactor: boolean;
            /** Format: date-time */
            lastLoginAt: string | null;
            /** Format: date-time */
            createdAt: string;
            rev: number;
        };
        WebhookBody: {
            /**
             * @description http or https, without user name and password.
             * @example https://example.com/relance
             */
            url: string;
            events: ("session.updated" | "campaign.updated" | "target.exited" | "delivery.updated" | "contact.opted_out" | "contact.replied")[];
            /** @default true */
            active: boolean;
        };
        WebhookDeliveryView: {
            id: string;
            /** @description The `webhook-id` header; the same in every attempt and in a replay. */
            messageId: string;
            /** @example campaign.updated */
            event: string;
            /** @enum {string} */
            status: "pending" | "delivered" | "failed";
            attempts: number;
            /** @description HTTP status of the last answer. */
            responseStatus: number | null;
            error: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             */
            createdAt: string;
            /** Format: date-time */
            nextAttemptAt: string | null;
            /** Format: date-time */
            settledAt: string | null;
        };
        WebhookPatchBody: {
            /** @example https://example.com/relance */
            url?: string;
            events?: ("session.updated" | "campaign.updated" | "target.exited" | "delivery.updated" | "contact.opted_out" | "contact.replied")[];
            /** @description True also switches on again what was switched off after failures. */
            active?: boolean;
        };
        WebhookRemovedView: {
            id: string;
        };
        WebhookTestView: {
            /** @description Whether the endpoint answered with 2xx. */
            delivered: boolean;
            responseStatus: number | null;
            error: string | null;
            durationMs: number;
            delivery: components["schemas"]["WebhookDeliveryView"];
        };
        WebhookView: {
            id: string;
            url: string;
            events: ("session.updated" | "campaign.updated" | "target.exited" | "delivery.updated" | "contact.opted_out" | "contact.replied")[];
            active: boolean;
            /** @description Why it was switched off after failures. */
            disabledReason: string | null;
            /**
             * @description The same as a word: nothing but failures for five days, or its receiver answered 410 Gone.
             * @enum {string|null}
             */
            disabledCause: "failing" | "gone" | null;
            /** Format: date-time */
            createdAt: string;
        };
        WhyNotView: {
            sendable: boolean;
            /**
             * Format: date-time
             * @description By the present state; null when it depends on somebody's action.
             */
            earliestAt: string | null;
            gates: components["schemas"]["GateView"][];
        };
    };
    responses: {
        /** @description Malformed; every bad field is named. */
        Malformed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FailureView"];
            };
        };
        /** @description No token, or not a valid one. */
        Unauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FailureView"];
            };
        };
        /** @description The role does not allow it. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FailureView"];
            };
        };
        /** @description The first request with this Idempotency-Key still runs. */
        KeyStillRuns: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FailureView"];
            };
        };
        /** @description Not what If-Match names: it was changed meanwhile, or is another. */
        ChangedMeanwhile: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FailureView"];
            };
        };
        /** @description The body is too large. */
        BodyTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FailureView"];
            };
        };
        /** @description The body has a media type that this route does not read. */
        MediaTypeRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FailureView"];
            };
        };
        /** @description The Idempotency-Key was used for another request. */
        KeyUsedOtherwise: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FailureView"];
            };
        };
        /** @description More requests with this token than the installation allows; see Retry-After. */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FailureView"];
            };
        };
        /** @description The database does not answer; see Retry-After. */
        DatabaseAway: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FailureView"];
            };
        };
    };
    parameters: {
        /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
        ActingOwner: string;
        /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
        IdempotencyKey: string;
        /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
        EntityTag: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Analytics_exits: {
        parameters: {
            query?: {
                /** @description A day, inclusive, or an instant. */
                from?: string;
                /** @description A day, inclusive, or an instant, exclusive. */
                to?: string;
                /** @description In which days begin and end. */
                timeZone?: string;
                /** @description Only this owner's campaigns. */
                userId?: string;
                /** @description Only this campaign. */
                campaignId?: string;
                type?: "default" | "filtered";
                /** @description Of the campaign, now. */
                status?: "draft" | "scheduled" | "active" | "paused" | "completed" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ExitsView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Analytics_funnel: {
        parameters: {
            query?: {
                /** @description A day, inclusive, or an instant. */
                from?: string;
                /** @description A day, inclusive, or an instant, exclusive. */
                to?: string;
                /** @description In which days begin and end. */
                timeZone?: string;
                /** @description Only this owner's campaigns. */
                userId?: string;
                /** @description Only this campaign. */
                campaignId?: string;
                type?: "default" | "filtered";
                /** @description Of the campaign, now. */
                status?: "draft" | "scheduled" | "active" | "paused" | "completed" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["FunnelView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Analytics_timeseries: {
        parameters: {
            query?: {
                /** @description A day, inclusive, or an instant. */
                from?: string;
                /** @description A day, inclusive, or an instant, exclusive. */
                to?: string;
                /** @description In which days begin and end. */
                timeZone?: string;
                /** @description Only this owner's campaigns. */
                userId?: string;
                /** @description Only this campaign. */
                campaignId?: string;
                type?: "default" | "filtered";
                /** @description Of the campaign, now. */
                status?: "draft" | "scheduled" | "active" | "paused" | "completed" | "cancelled";
                interval?: "hour" | "day";
                /** @description One series for each value; without it, one for all. */
                dimension?: "state" | "type" | "owner" | "day";
                /** @description In place of from and to: so many hours or days up to now, the hour or day that runs included. Now is the server’s. */
                last?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TimeseriesView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Audit_list: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
                /** @description Only this action. */
                action?: string;
                /** @description Who did it. */
                actorId?: string;
                /** @description Whose thing it was. */
                userId?: string;
                /** @description Kind of the thing acted on. */
                entityType?: string;
                /** @description Id of the thing acted on. */
                entityId?: string;
                /** @description On this day (UTC) or later. */
                from?: string;
                /** @description Inclusive; not before `from`. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            entries: components["schemas"]["AuditEntryView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminExports_entries: {
        parameters: {
            query?: {
                /** @description Only this action. */
                action?: string;
                /** @description Who did it. */
                actorId?: string;
                /** @description Whose thing it was. */
                userId?: string;
                /** @description Kind of the thing acted on. */
                entityType?: string;
                /** @description Id of the thing acted on. */
                entityId?: string;
                /** @description On this day (UTC) or later. */
                from?: string;
                /** @description Inclusive; not before `from`. */
                to?: string;
                /** @description Begins with a byte order mark, for Excel. */
                bom?: "0" | "1";
                sep?: "," | ";" | "|" | "tab";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line for each entry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminCampaigns_list: {
        parameters: {
            query?: {
                /** @description Created on this day (UTC) or later. */
                from?: string;
                /** @description Created on this day (UTC) or before; not before `from`. */
                to?: string;
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt" | "name";
                status?: "draft" | "scheduled" | "active" | "paused" | "completed" | "cancelled";
                type?: "default" | "filtered";
                /** @description Beginning of the name or of a later word of it; accents and case do not matter. */
                q?: string;
                /** @description Only this owner's campaigns. */
                userId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            campaigns: components["schemas"]["CampaignView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Bulk_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["CampaignBulkAnswer"];
                    };
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["CampaignBulkAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            /** @description A limit of the business is reached. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Bulk_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["BulkJobView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminExports_campaigns: {
        parameters: {
            query?: {
                /** @description Created on this day (UTC) or later. */
                from?: string;
                /** @description Created on this day (UTC) or before; not before `from`. */
                to?: string;
                sort?: "-createdAt" | "createdAt" | "name";
                status?: "draft" | "scheduled" | "active" | "paused" | "completed" | "cancelled";
                type?: "default" | "filtered";
                /** @description Beginning of the name or of a later word of it; accents and case do not matter. */
                q?: string;
                /** @description Only this owner's campaigns. */
                userId?: string;
                /** @description Begins with a byte order mark, for Excel. */
                bom?: "0" | "1";
                sep?: "," | ";" | "|" | "tab";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line for each campaign. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminCampaigns_stats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["AllCampaignsStatsView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminCampaigns_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["CampaignView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminCampaigns_audited: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            entries: components["schemas"]["AuditEntryView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminCampaignActions_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["StoppedAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminCampaigns_deliveries: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            deliveries: components["schemas"]["DeliveryView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminCampaignActions_pause: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["StoppedAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminCampaignActions_resume: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["StoppedAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminCampaigns_campaignStats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["CampaignStatsView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminCampaigns_ofCampaign: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
                status?: "active" | "sending" | "unknown" | "completed" | "converted" | "exited";
                /** @description Only people who wrote back, or only those who did not. */
                replied?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            targets: components["schemas"]["TargetView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Integrity_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["IntegrityView"];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Integrity_recount: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["IntegrityView"];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminMedia_list: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            media: components["schemas"]["MediaView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminMedia_upload: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["MediaView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            /** @description Too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not a media type of this route. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description A limit of the business is reached. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminMedia_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "video/mp4": string;
                    "application/pdf": string;
                    "audio/ogg": string;
                    "audio/mpeg": string;
                };
            };
            /** @description The part that the header Range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "video/mp4": string;
                    "application/pdf": string;
                    "audio/ogg": string;
                    "audio/mpeg": string;
                };
            };
            /** @description The client has it: If-None-Match names its ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not what If-Match names: it was changed meanwhile, or is another. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The range lies behind the end; `Content-Range` says how long the whole is. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminMedia_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["MediaRemoved"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not what If-Match names: it was changed meanwhile, or is another. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    OptOuts_list: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
                source?: "reply" | "admin" | "api";
                /** @description How the number begins, with its country code or as it is dialled at home; digits of any script. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            optOuts: components["schemas"]["OptOutView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    OptOuts_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOptOutBody"];
            };
        };
        responses: {
            /** @description The opt-out that was there. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["OptOutWithPhoneView"];
                    };
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["OptOutWithPhoneView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    OptOuts_lift: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["LiftedOptOutView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    OptOuts_reveal: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["OptOutWithPhoneView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Owners_list: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt" | "name";
                state?: "none" | "connecting" | "awaiting_scan" | "pairing" | "connected" | "retry_wait" | "waiting_network" | "disconnected" | "conflict" | "restricted" | "expired";
                /** @description How a word of the owner's name, e-mail, id or WhatsApp name begins, whatever its accents; or the linked phone number, whole or as it is shown masked. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            owners: components["schemas"]["OwnerProfileView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Owners_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["OwnerDetailView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Reports_list: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            reports: components["schemas"]["ReportView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Reports_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ReportView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Reports_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ReportView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Reports_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ReportRemovedView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Reports_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportPatchBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ReportView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Reports_history: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            runs: components["schemas"]["ReportRunView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Reports_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ReportPreviewView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Reports_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ReportRunView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminSessions_list: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt" | "name";
                state?: "none" | "connecting" | "awaiting_scan" | "pairing" | "connected" | "retry_wait" | "waiting_network" | "disconnected" | "conflict" | "restricted" | "expired";
                /** @description Strikes, at least. */
                minFailures?: number;
                /** @description How a word of the owner's name, e-mail, id or WhatsApp name begins, whatever its accents; or the linked phone number, whole or as it is shown masked. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            sessions: components["schemas"]["AdminSessionView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminSessions_stats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["SessionStatsView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminSessions_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["AdminSessionView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminSessionActions_connect: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectBody"];
            };
        };
        responses: {
            /** @description Connected. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ConnectAnswer"];
                    };
                };
            };
            /** @description A QR or pairing code waits, or the connection is opening. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ConnectAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            /** @description Too often; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Something this needs is away; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
        };
    };
    AdminSessionActions_disconnect: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdminDisconnectBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["AdminSessionView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            /** @description Something this needs is away; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
        };
    };
    AdminSessions_events: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
            };
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            events: components["schemas"]["SessionEventView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminSessions_qr: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["QrView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminSessionActions_reconnect: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionReasonBody"];
            };
        };
        responses: {
            /** @description Connected. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ConnectAnswer"];
                    };
                };
            };
            /** @description A QR waits, or the connection is opening. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ConnectAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            /** @description Too often; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Something this needs is away; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
        };
    };
    AdminSessionActions_reset: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["AdminSessionView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            /** @description Something this needs is away; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
        };
    };
    InstallationSettings_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["InstallationSettingsView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    InstallationSettings_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstallationSettingsBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["InstallationSettingsView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminStream_stream: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the last event that was read; the stream goes on after it, or says `resync` when it cannot. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description session.updated, campaign.updated, campaign.stats, delivery.updated, audit; a comment every 15 s. `resync`: events were missed, ask for everything again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Malformed"];
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Too often; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminExports_targets: {
        parameters: {
            query?: {
                /** @description Created on this day (UTC) or later. */
                from?: string;
                /** @description Created on this day (UTC) or before; not before `from`. */
                to?: string;
                type?: "default" | "filtered";
                /** @description Beginning of the name or of a later word of it; accents and case do not matter. */
                q?: string;
                /** @description Only this owner's campaigns. */
                userId?: string;
                /** @description Begins with a byte order mark, for Excel. */
                bom?: "0" | "1";
                sep?: "," | ";" | "|" | "tab";
                /** @description Of the target. */
                status?: "active" | "sending" | "unknown" | "completed" | "converted" | "exited";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line for each target. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminTargets_retry: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TargetView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminTemplates_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TemplateSetView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminTemplates_preview: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplatePreviewBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TemplatePreviewView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminTestMessages_send: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstallationTestBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TestMessageView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            /** @description Too often; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminTemplates_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                day: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TemplateView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminTemplates_write: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                day: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TemplateView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminTemplates_drop: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                day: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TemplateView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminTokens_list: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
                audience?: "user" | "support" | "admin" | "service";
                /** @description Tokens of this owner. */
                ownerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            tokens: components["schemas"]["TokenView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminTokens_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTokenBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["NewTokenView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminTokens_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TokenView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Users_list: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt" | "name";
                role?: "user" | "support" | "admin";
                status?: "invited" | "active" | "disabled";
                /** @description How the name, a later word of it or the address begins; accents and case do not matter. Or a whole id. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            users: components["schemas"]["UserView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Users_invite: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUserBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["InvitedUserView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Users_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["UserView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Users_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["DeletedUserView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Users_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChangeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["UserView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Users_disable: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["UserView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Users_enable: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["UserView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Users_inviteAgain: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["InvitedUserView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Users_resetPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["PasswordResetView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminWebhooks_list: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            webhooks: components["schemas"]["WebhookView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminWebhooks_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["NewWebhookView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            /** @description A limit of the business is reached. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminWebhooks_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["WebhookView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminWebhooks_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["WebhookRemovedView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminWebhooks_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookPatchBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["WebhookView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminWebhooks_deliveries: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            deliveries: components["schemas"]["WebhookDeliveryView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminWebhooks_replay: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["WebhookDeliveryView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    AdminWebhooks_test: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["WebhookTestView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Password_forgot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgotPasswordBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["AcceptedView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Password_acceptInvite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPasswordBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["MeView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Auth_logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["LoginView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            /** @description Too often; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            503: components["responses"]["DatabaseAway"];
        };
    };
    Auth_logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["LogoutView"];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    OwnLogin_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["MeView"];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    OwnLogin_changeProfile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["MeView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Auth_options: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["LoginOptionsView"];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    OwnLogin_changePassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["MeView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            /** @description Too often; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            503: components["responses"]["DatabaseAway"];
        };
    };
    Password_reset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPasswordBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["MeView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    OwnLogin_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["LoginSessionsView"];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    OwnLogin_endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["EndedSessionView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    OwnLogin_offerTwoFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TwoFactorView"];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    OwnLogin_removeTwoFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveTwoFactorBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["MeView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            /** @description Too often; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            503: components["responses"]["DatabaseAway"];
        };
    };
    OwnLogin_confirmTwoFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TwoFactorCodeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["MeView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            /** @description Too often; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            503: components["responses"]["DatabaseAway"];
        };
    };
    Campaigns_list: {
        parameters: {
            query?: {
                /** @description Created on this day (UTC) or later. */
                from?: string;
                /** @description Created on this day (UTC) or before; not before `from`. */
                to?: string;
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt" | "name";
                status?: "draft" | "scheduled" | "active" | "paused" | "completed" | "cancelled";
                type?: "default" | "filtered";
                /** @description Beginning of the name or of a later word of it; accents and case do not matter. */
                q?: string;
            };
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            campaigns: components["schemas"]["CampaignView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Campaigns_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["CampaignView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            /** @description A limit of the business is reached. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Campaigns_defaultStats: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["DefaultStatsView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Targets_ofDefault: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
                status?: "active" | "sending" | "unknown" | "completed" | "converted" | "exited";
                /** @description Only people who wrote back, or only those who did not. */
                replied?: boolean;
            };
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            targets: components["schemas"]["TargetView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Campaigns_preview: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["PreviewAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            /** @description Something this needs is away; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
        };
    };
    Campaigns_ownStats: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["OwnCampaignsStatsView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Campaigns_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["CampaignView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Campaigns_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["CampaignRemoved"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Campaigns_edit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignPatchBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["CampaignView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            /** @description A limit of the business is reached. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Lifecycle_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["StoppedAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Lifecycle_clone: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloneBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["CampaignView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    CampaignExport_targets: {
        parameters: {
            query?: {
                /** @description Begins with a byte order mark, for Excel. */
                bom?: "0" | "1";
                sep?: "," | ";" | "|" | "tab";
                status?: "active" | "sending" | "unknown" | "completed" | "converted" | "exited";
            };
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line for each target. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Campaigns_forecast: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ForecastView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Lifecycle_pause: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["StoppedAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Lifecycle_resume: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["CampaignView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Lifecycle_schedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["CampaignView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Lifecycle_start: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["CampaignView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            /** @description A limit of the business is reached. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Campaigns_stats: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["CampaignStatsView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Targets_ofCampaign: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
                status?: "active" | "sending" | "unknown" | "completed" | "converted" | "exited";
                /** @description Only people who wrote back, or only those who did not. */
                replied?: boolean;
            };
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            targets: components["schemas"]["TargetView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Lifecycle_unschedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["CampaignView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Settings_readConfig: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["SettingsView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Settings_patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["SettingsView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Session_connect: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectBody"];
            };
        };
        responses: {
            /** @description Connected. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ConnectAnswer"];
                    };
                };
            };
            /** @description A QR or pairing code waits, or the connection is opening. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ConnectAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            /** @description Too often; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Something this needs is away; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
        };
    };
    Contacts_list: {
        parameters: {
            query?: {
                /** @description Created on this day (UTC) or later. */
                from?: string;
                /** @description Created on this day (UTC) or before; not before `from`. */
                to?: string;
                /** @description Beginning of the name or of a later word of it (accents and case do not matter), or of the phone. */
                q?: string;
                /** @description Two letters (ISO 3166). */
                country?: string;
                language?: "fr" | "en";
                /** @description People who have this tag; case and accents do not matter. */
                tag?: string;
                subscription?: "none" | "subscribed";
                onWhatsApp?: "unknown" | "yes" | "no";
                /** @description Only people who paid, or only the others. */
                converted?: boolean;
                /** @description Only people who wrote to the owner, or only those who never did. */
                replied?: boolean;
                /** @description Only people who asked to be left alone (by whatever way, whoever wrote to them), or only the others. */
                optedOut?: boolean;
                /** @description Only people who are in a sequence of the owner now, or only the others. */
                inLiveSequence?: boolean;
                /** @description True: the removed ones, which stay for the numbers of past campaigns; else the others. */
                archived?: boolean;
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt" | "name";
            };
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            contacts: components["schemas"]["ContactView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Contacts_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ContactView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Contacts_bulk: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkContactsBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["BulkAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Contacts_saveByPhone: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ContactView"];
                    };
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ContactView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Contacts_convertByPhone: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConvertBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ConvertAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    ContactExport_export: {
        parameters: {
            query?: {
                /** @description Created on this day (UTC) or later. */
                from?: string;
                /** @description Created on this day (UTC) or before; not before `from`. */
                to?: string;
                /** @description Beginning of the name or of a later word of it (accents and case do not matter), or of the phone. */
                q?: string;
                /** @description Two letters (ISO 3166). */
                country?: string;
                language?: "fr" | "en";
                /** @description People who have this tag; case and accents do not matter. */
                tag?: string;
                subscription?: "none" | "subscribed";
                onWhatsApp?: "unknown" | "yes" | "no";
                /** @description Only people who paid, or only the others. */
                converted?: boolean;
                /** @description Only people who wrote to the owner, or only those who never did. */
                replied?: boolean;
                /** @description Only people who asked to be left alone (by whatever way, whoever wrote to them), or only the others. */
                optedOut?: boolean;
                /** @description Only people who are in a sequence of the owner now, or only the others. */
                inLiveSequence?: boolean;
                /** @description True: the removed ones, which stay for the numbers of past campaigns; else the others. */
                archived?: boolean;
                /** @description Begins with a byte order mark, for Excel. */
                bom?: "0" | "1";
                sep?: "," | ";" | "|" | "tab";
            };
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line a contact, the oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Imports_start: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImportBody"];
                "application/json": components["schemas"]["ImportBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ImportReport"];
                    };
                };
            };
            /** @description Goes on in the background; see GET /contacts/import/{jobId}. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ImportReport"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            /** @description Too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            415: components["responses"]["MediaTypeRefused"];
            /** @description A limit of the business is reached. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Imports_inspect: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["InspectBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["InspectAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["KeyStillRuns"];
            /** @description Too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Imports_report: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ImportReport"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Imports_rejected: {
        parameters: {
            query?: {
                /** @description Begins with a byte order mark, for Excel. */
                bom?: "0" | "1";
                sep?: "," | ";" | "|" | "tab";
            };
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The columns of the file and `problem`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Contacts_tags: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagsBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TagsAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Contacts_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ContactView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Contacts_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ContactRemoved"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Contacts_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactPatchBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ContactView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Contacts_convert: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ConvertAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Contacts_data: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ContactDataView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Contacts_erase: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ContactErased"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Contacts_optIn: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ContactView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Contacts_optOut: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OptionalReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["ContactView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Contacts_reveal: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["RevealedPhoneView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Session_disconnect: {
        parameters: {
            query?: {
                force?: "true" | "false";
            };
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisconnectBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["SessionView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            /** @description Something this needs is away; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
        };
    };
    Media_list: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
            };
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            media: components["schemas"]["MediaView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Media_upload: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["MediaView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["KeyStillRuns"];
            /** @description Too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not a media type of this route. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description A limit of the business is reached. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Media_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "video/mp4": string;
                    "application/pdf": string;
                    "audio/ogg": string;
                    "audio/mpeg": string;
                };
            };
            /** @description The part that the header Range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "video/mp4": string;
                    "application/pdf": string;
                    "audio/ogg": string;
                    "audio/mpeg": string;
                };
            };
            /** @description The client has it: If-None-Match names its ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not what If-Match names: it was changed meanwhile, or is another. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The range lies behind the end; `Content-Range` says how long the whole is. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Media_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["MediaRemoved"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not what If-Match names: it was changed meanwhile, or is another. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Session_qr: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["QrView"];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Session_events: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
            };
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            events: components["schemas"]["SessionEventView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Settings_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["SettingsView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Settings_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["SettingsView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Session_status: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["SessionView"];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Session_stream: {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the last event that was read; the stream goes on after it, or says `resync` when it cannot. */
                "Last-Event-ID"?: string;
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Resumable by Last-Event-ID; a comment line every 15 s. `resync`: events were missed, ask for everything again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Malformed"];
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Too often; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            503: components["responses"]["DatabaseAway"];
        };
    };
    Targets_live: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
                status?: "active" | "sending" | "unknown";
                /** @description Only people who wrote back, or only those who did not. */
                replied?: boolean;
            };
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            targets: components["schemas"]["TargetView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Targets_next: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["NextMessageAnswer"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Targets_retry: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TargetView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Targets_why: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["WhyNotView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Templates_list: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TemplateSetView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Templates_preview: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplatePreviewBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TemplatePreviewView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    TestMessages_send: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateTestBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TestMessageView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            /** @description Too often; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            503: components["responses"]["DatabaseAway"];
        };
    };
    TestMessages_numbers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TestNumbersView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    TestMessages_requestCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestNumberBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TestNumberView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            /** @description A limit of the business is reached. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Too often; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            503: components["responses"]["DatabaseAway"];
        };
    };
    TestMessages_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestNumberBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TestNumbersView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    TestMessages_confirm: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmTestNumberBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TestNumberView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            /** @description A limit of the business is reached. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Templates_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path: {
                day: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TemplateView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Templates_write: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                day: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TemplateView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Templates_drop: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                day: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TemplateView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Tokens_list: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
            };
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            tokens: components["schemas"]["TokenView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Tokens_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOwnTokenBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["NewTokenView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Tokens_revoke: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["TokenView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Webhooks_list: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
            };
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            webhooks: components["schemas"]["WebhookView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Webhooks_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["NewWebhookView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            /** @description A limit of the business is reached. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Webhooks_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["WebhookView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Webhooks_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["WebhookRemovedView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Webhooks_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description The `ETag` of a read at this address: the change is made only on what was read (else 412). */
                "If-Match"?: components["parameters"]["EntityTag"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookPatchBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["WebhookView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            412: components["responses"]["ChangedMeanwhile"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Webhooks_deliveries: {
        parameters: {
            query?: {
                /** @description From 1; not together with cursor. */
                page?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
                sort?: "-createdAt" | "createdAt";
            };
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: {
                            deliveries: components["schemas"]["WebhookDeliveryView"][];
                            total: number;
                            page: number;
                            limit: number;
                            totalPages: number;
                            /**
                             * @description Only where there are more than `total`.
                             * @enum {boolean}
                             */
                            totalIsAtLeast?: true;
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Webhooks_replay: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["WebhookDeliveryView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description Not possible in the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Webhooks_test: {
        parameters: {
            query?: never;
            header?: {
                /** @description The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403). */
                "X-Relance-Owner"?: components["parameters"]["ActingOwner"];
                /** @description A repeat with the same key and body within 24 hours gets the first answer again and does nothing. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["WebhookTestView"];
                    };
                };
            };
            /** @description Malformed; every bad field is named. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            403: components["responses"]["Forbidden"];
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            409: components["responses"]["KeyStillRuns"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["MediaTypeRefused"];
            422: components["responses"]["KeyUsedOtherwise"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["DatabaseAway"];
        };
    };
    Operations_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["HealthView"];
                    };
                };
            };
            400: components["responses"]["Malformed"];
        };
    };
    Operations_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        message?: string;
                        data: components["schemas"]["HealthView"];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            /** @description Something this needs is away; see Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
        };
    };
    Operations_prometheus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Malformed"];
            /** @description No token, or not a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
            /** @description The role does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureView"];
                };
            };
        };
    };
}
